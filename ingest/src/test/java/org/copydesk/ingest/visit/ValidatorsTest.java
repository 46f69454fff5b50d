package org.copydesk.ingest.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.copydesk.ingest.fetch.ResponseHead;
import org.junit.jupiter.api.Test;

final class ValidatorsTest {

  private final Validators validators = new Validators();

  @Test
  void oldestPageIsForgottenWhenThereAreTooMany() {
    for (int i = 0; i <= 20_000; i++) {
      validators.keep("u" + i, head("\"v" + i + "\""));
    }

    assertThat(validators.of("u0")).isEmpty();
    assertThat(validators.of("u1")).isPresent();
    assertThat(validators.of("u20000")).isPresent();
  }

  @Test
  void hugeValidatorIsNotKept() {
    validators.keep("u", head("\"" + "x".repeat(10_000) + "\""));

    assertThat(validators.of("u")).isEmpty();
  }

  private static ResponseHead head(String etag) {
    return new ResponseHead(200, Map.of("etag", List.of(etag)));
  }
}
