package org.copydesk.extract.tree;

import org.copydesk.extract.tree.TagName.Rule;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What start tags do in a body (13.2.6.4.7). */
abstract class BodyStarts extends BodyEnds {
  private static final TagName HTML = TagName.of("html");
  private static final TagName P = TagName.of("p");
  private static final TagName LI = TagName.of("li");
  private static final TagName DIV = TagName.of("div");
  private static final TagName ADDRESS = TagName.of("address");
  private static final TagName BUTTON = TagName.of("button");
  private static final TagName OPTION = TagName.of("option");
  private static final TagName OPTGROUP = TagName.of("optgroup");
  private static final TagName SELECT = TagName.of("select");
  private static final TagName TITLE = TagName.of("title");
  private static final TagName TEMPLATE = TagName.of("template");

  private boolean base;

  BodyStarts(MarkupReader reader, Document document) {
    super(reader, document);
  }

  void inBody(TagName name) {
    switch (name.rule) {
      case ORDINARY, SELECT -> ordinary(name);
      case BLOCK -> block(name);
      case PARAGRAPH -> block(name);
      case HEADING -> {
        closeParagraph();
        if (open.name().rule == Rule.HEADING) {
          refuseApart(name);
          open.pop();
        }
        push(name);
      }
      case PREFORMATTED -> {
        refuseApart(name);
        block(name);
        dropsLineBreak = true;
      }
      case ITEM, TERM -> item(name);
      case FORM -> form(name);
      case LINK -> link(name);
      case FORMATTING -> {
        reopenFormatting();
        formatting.add(push(name), name);
      }
      case BUTTON -> button(name);
      case TABLE -> table(name);
      case VOID, INPUT -> {
        reopenFormatting();
        append(name);
      }
      case MEDIA -> append(name);
      case RULER -> {
        closeParagraph();
        append(name);
      }
      case HEAD_VOID -> headVoid(name);
      case HEAD_TEXT -> rawText(name, name == TITLE);
      case RAW_TEXT -> rawText(name, false);
      case TEXT_AREA -> {
        refuseApart(name);
        rawText(name, true);
      }
      case APART -> openApart(name);
      case OBJECT -> {
        reopenFormatting();
        push(name);
        formatting.mark();
      }
      case OPTION -> option(name);
      case FOREIGN -> picture(name);
      case TABLE_PART -> refuseApart(name);
      case HEAD -> refuseApart(name);
      case HTML, BODY -> again(name);
      case UNSURE -> throw new UnsurePageException(name.text);
    }
  }

  void headVoid(TagName name) {
    Element element = append(name);
    if (name.text.equals("base") && element.hasAttr("href") && !base) {
      String address = element.absUrl("href");
      if (!address.isEmpty()) {
        document.setBaseUri(address);
        base = true;
      }
    }
  }

  void ordinary(TagName name) {
    reopenFormatting();
    push(name);
  }

  void block(TagName name) {
    closeParagraph();
    push(name);
  }

  /** A second tag of an element that there is but once adds what the first left out. */
  void again(TagName name) {
    Attributes more = reader.attributes();
    int place = name == HTML ? 0 : 1;
    if (!modesAround.isEmpty() || open.name(place) != name) {
      throw new UnsurePageException("second " + name.text);
    }
    if (more != null) {
      Attributes known = open.element(place).attributes();
      for (Attribute attribute : more) {
        if (!known.hasKey(attribute.getKey())) {
          known.put(attribute.getKey(), attribute.getValue());
        }
      }
    }
  }

  /** A new item ends the one before it. */
  void item(TagName name) {
    for (int place = open.depth() - 1; place > 0; place--) {
      TagName other = open.name(place);
      if (name == LI ? other == LI : other.rule == Rule.TERM) {
        refuseApart(name);
        open.popTo(place);
        break;
      }
      if (other.isSpecial() && other != ADDRESS && other != DIV && other != P) {
        break;
      }
    }
    closeParagraph();
    push(name);
  }

  void form(TagName name) {
    refuseApart(name);
    if (form == null) {
      closeParagraph();
      form = push(name);
    }
  }

  void link(TagName name) {
    Element before = formatting.find(name);
    if (before != null) {
      refuseApart(name);
      endFormatting(name);
      if (open.isOpen(name)) {
        throw new UnsurePageException("links in each other");
      }
    }
    reopenFormatting();
    formatting.add(push(name), name);
  }

  void button(TagName name) {
    int place = open.inScope(BUTTON);
    if (place >= 0) {
      refuseApart(name);
      open.popTo(place);
    }
    reopenFormatting();
    push(name);
  }

  void option(TagName name) {
    if (open.inScope(SELECT) >= 0) {
      open.closeImplied(name == OPTION ? OPTGROUP : SELECT);
    } else if (open.name() == OPTION) {
      open.pop();
    }
    reopenFormatting();
    push(name);
  }

  void table(TagName name) {
    refuseApart(name);
    if (reader.isPlainlyDeclared()) {
      closeParagraph();
    } else if (reader.isDeclared() && open.inButtonScope(P) >= 0) {
      throw new UnsurePageException("table in a paragraph");
    }
    openAs(name, Mode.IN_TABLE);
  }

  /** A tree of its own: nothing outside is closed by what is inside. */
  void openApart(TagName name) {
    refuseApart(name);
    if (!mode.isBeforeBody() && name != TEMPLATE) {
      reopenFormatting();
    }
    push(name);
    formatting.mark();
    modesAround.push(mode);
    mode = Mode.IN_BODY;
  }

  void picture(TagName name) {
    refuseApart(name);
    reopenFormatting();
    Element element = append(name);
    if (!reader.isSelfClosing()) {
      new PictureReader(reader).read(element);
    }
  }
}
