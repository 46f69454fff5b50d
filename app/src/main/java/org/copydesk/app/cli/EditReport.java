package org.copydesk.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.ingest.registry.Edit;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.message.Source;
import org.copydesk.pipeline.service.ExitCode;

/** Says what wishes came to, for people or for programs. */
final class EditReport {
  private EditReport() {}

  static ExitCode print(List<Edit> edits, boolean json, Output output) {
    if (json) {
      Json.array(edits.stream().map(EditReport::toJson).toList(), output::print);
    } else {
      edits.forEach(edit -> print(edit, output));
    }
    return status(edits);
  }

  /** What was not done is said where failures are said. */
  private static void print(Edit edit, Output output) {
    String line = OutsideText.safe(edit.id() + " " + edit.detail() + ".");
    switch (edit.result()) {
      case REFUSED, UNKNOWN -> output.say("copydesk: " + line);
      case ADDED, CHANGED, REMOVED, UNCHANGED -> output.println(line);
    }
  }

  private static ExitCode status(List<Edit> edits) {
    boolean isUnknown = edits.stream().anyMatch(edit -> edit.result() == Edit.Result.UNKNOWN);
    boolean isRefused = edits.stream().anyMatch(edit -> edit.result() == Edit.Result.REFUSED);
    return isUnknown ? ExitCode.NO_INPUT : isRefused ? ExitCode.DATA : ExitCode.OK;
  }

  private static Map<String, Object> toJson(Edit edit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", edit.id());
    json.put("result", edit.result().word());
    json.put("detail", edit.detail());
    json.put("changed", edit.put().stream().map(Source::id).toList());
    json.put("removed", edit.removed().stream().map(Source::id).toList());
    return json;
  }
}
