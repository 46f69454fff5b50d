package org.copydesk.extract.tree;

import org.copydesk.extract.tree.MarkupReader.Token;
import org.copydesk.extract.tree.TagName.Rule;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree that the HTML standard asks for (13.2.6) from a page that does not need its odder
 * rules, and refuses all others. Single use, one thread.
 */
final class TreeMaker extends TableRules {
  private static final TagName HTML = TagName.of("html");
  private static final TagName HEAD = TagName.of("head");
  private static final TagName BODY = TagName.of("body");
  private static final TagName BR = TagName.of("br");
  private static final TagName TITLE = TagName.of("title");
  private static final TagName SELECT = TagName.of("select");
  private static final TagName TEMPLATE = TagName.of("template");

  private static final int TOKENS_BETWEEN_CHECKS = 1024;

  private final Runnable deadline;
  private @Nullable Element head;

  /** A tag that ends a line of text was read last, but for what is not seen. */
  private boolean atLineEnd;

  TreeMaker(MarkupReader reader, String address, Runnable deadline) {
    super(reader, new Document(address));
    this.deadline = deadline;
  }

  /**
   * @throws UnsurePageException when the page needs other rules than these
   */
  Document make() {
    int tokens = 0;
    for (Token token = reader.next(); token != Token.END_OF_PAGE; token = reader.next()) {
      boolean first = dropsLineBreak;
      dropsLineBreak = false;
      if (token == Token.TEXT) {
        text(first);
      } else {
        TagName name = reader.name();
        atLineEnd = endsLine(name, token == Token.END) || (atLineEnd && name.isUnseen());
        if (token == Token.START) {
          start();
        } else {
          end();
        }
      }
      if (++tokens % TOKENS_BETWEEN_CHECKS == 0) {
        deadline.run();
      }
    }
    if (!modesAround.isEmpty()) {
      throw new UnsurePageException("unclosed tree apart");
    }
    toBody();
    return document;
  }

  void text(boolean first) {
    if (mode.isBeforeBody()) {
      int space = reader.leadingSpace();
      if (!reader.isBlank()) {
        reader.skip(space);
      }
      if (reader.isBlank()) {
        return;
      }
      toBody();
    }
    if (afterBody) {
      reader.skip(reader.leadingSpace());
      afterBody = reader.isBlank();
    }
    if (first) {
      reader.skipLineBreak();
    }
    switch (mode) {
      case IN_TABLE, IN_ROWS, IN_ROW, IN_COLUMNS -> tableText();
      default -> {
        if (isNeverShown()) {
          return;
        }
        atLineEnd = false;
        String text = reader.text();
        if (!text.isEmpty()) {
          reopenFormatting();
          open.element().appendChild(new TextNode(text));
        }
      }
    }
  }

  /** Space at either end of a line of text, as three in four texts of a page are. */
  private boolean isNeverShown() {
    return reader.isPlainSpace()
        && !formatting.isToReopen(open)
        && (atLineEnd || endsLine(reader.nextName(), reader.isBeforeEnd()));
  }

  /** Whether a tag ends a line of text where it stands: not where it is passed over. */
  private boolean endsLine(@Nullable TagName name, boolean end) {
    if (name == null || !name.endsLine()) {
      return false;
    }
    return end
        ? name != BODY && open.inScope(name) >= 0
        : switch (name.rule) {
          case TABLE_PART -> mode != Mode.IN_BODY;
          case FORM -> form == null;
          case BODY -> mode.isBeforeBody();
          default -> true;
        };
  }

  void start() {
    TagName name = reader.name();
    afterBody &= name == HTML;
    refuseInSelect(name, false);
    switch (mode) {
      case IN_BODY -> inBody(name);
      case IN_TABLE, IN_COLUMNS, IN_ROWS, IN_ROW -> inTable(name);
      case IN_CAPTION, IN_CELL -> inCell(name);
      default -> beforeBody(name);
    }
  }

  void beforeBody(TagName name) {
    if (name.rule == Rule.HTML) {
      if (mode == Mode.BEFORE_HTML) {
        openAs(name, Mode.BEFORE_HEAD);
      } else {
        again(name);
      }
      return;
    }
    if (mode == Mode.BEFORE_HTML) {
      openEmpty(HTML, Mode.BEFORE_HEAD);
    }
    if (name.rule == Rule.HEAD) {
      if (mode == Mode.BEFORE_HEAD) {
        head = openAs(name, Mode.IN_HEAD);
      }
      return;
    }
    if (mode == Mode.BEFORE_HEAD) {
      head = openEmpty(HEAD, Mode.IN_HEAD);
    }
    boolean apart = name.rule == Rule.APART;
    if (name.rule == Rule.HEAD_VOID || name.rule == Rule.HEAD_TEXT || apart) {
      if (mode == Mode.IN_HEAD) {
        inHead(name);
        return;
      }
      if (!apart || name == TEMPLATE) {
        afterHead(name);
        return;
      }
    }
    if (name.rule == Rule.BODY) {
      toAfterHead();
      openAs(name, Mode.IN_BODY);
      return;
    }
    toBody();
    inBody(name);
  }

  /** Behind the head, but it still belongs there. */
  void afterHead(TagName name) {
    if (head == null || name == TEMPLATE) {
      throw new UnsurePageException("template behind the head");
    }
    open.push(head, HEAD);
    inHead(name);
    open.pop();
  }

  void inHead(TagName name) {
    switch (name.rule) {
      case HEAD_VOID -> headVoid(name);
      case HEAD_TEXT -> rawText(name, name == TITLE);
      default -> openApart(name);
    }
  }

  void toAfterHead() {
    if (mode == Mode.BEFORE_HTML) {
      openEmpty(HTML, Mode.BEFORE_HEAD);
    }
    if (mode == Mode.BEFORE_HEAD) {
      head = openEmpty(HEAD, Mode.IN_HEAD);
    }
    if (mode == Mode.IN_HEAD) {
      open.pop();
      mode = Mode.AFTER_HEAD;
    }
  }

  void toBody() {
    toAfterHead();
    if (mode == Mode.AFTER_HEAD) {
      openEmpty(BODY, Mode.IN_BODY);
    }
  }

  /** A select holds options and texts; what else it may hold is treated oddly. */
  private void refuseInSelect(TagName name, boolean endsIt) {
    if (open.depth() == 0 || name.rule == Rule.OPTION || endsIt) {
      return;
    }
    Rule around = open.name().rule;
    if (around == Rule.SELECT || (around == Rule.OPTION && open.inScope(SELECT) >= 0)) {
      throw new UnsurePageException(name.text + " in a select");
    }
  }

  void end() {
    TagName name = reader.name();
    refuseInSelect(name, name.rule == Rule.SELECT);
    afterBody &= name == BODY || name == HTML;
    switch (mode) {
      case IN_BODY -> endInBody(name);
      case IN_TABLE, IN_COLUMNS, IN_ROWS, IN_ROW -> endInTable(name);
      case IN_CAPTION, IN_CELL -> endInCell(name);
      default -> endBeforeBody(name);
    }
  }

  void endBeforeBody(TagName name) {
    if (name == HEAD) {
      toAfterHead();
    } else if (name == BODY || name == HTML || name == BR) {
      toBody();
      endInBody(name);
    } else if (name == TEMPLATE) {
      throw new UnsurePageException("end of no template");
    }
  }
}
