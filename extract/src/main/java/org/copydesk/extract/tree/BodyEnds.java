package org.copydesk.extract.tree;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What end tags do in a body (13.2.6.4.7). */
abstract class BodyEnds extends TreeState {
  private static final TagName HTML = TagName.of("html");
  private static final TagName BODY = TagName.of("body");
  private static final TagName P = TagName.of("p");
  private static final TagName BR = TagName.of("br");

  BodyEnds(MarkupReader reader, Document document) {
    super(reader, document);
  }

  void endInBody(TagName name) {
    if (name != open.name() && name.rule != TagName.Rule.APART) {
      refuseApart(name);
    }
    switch (name.rule) {
      case BLOCK, PREFORMATTED, BUTTON, SELECT -> endScoped(open.inScope(name));
      case PARAGRAPH -> endParagraph();
      case ITEM -> endItem(name);
      case TERM -> endScoped(open.inScope(name));
      case HEADING -> endScoped(open.inScope(TagName.Rule.HEADING));
      case FORM -> endForm();
      case LINK, FORMATTING -> endFormatting(name);
      case OBJECT -> endObject(name);
      case APART -> endApart(name);
      case VOID -> endVoid(name);
      case HTML, BODY -> afterBody |= name.rule == TagName.Rule.HTML || open.inScope(BODY) >= 0;
      case HEAD, TABLE, TABLE_PART -> {}
      case UNSURE -> throw new UnsurePageException("end of " + name.text);
      default -> endOther(name);
    }
  }

  void endScoped(int place) {
    if (place >= 0) {
      open.popTo(place);
    }
  }

  void endParagraph() {
    int place = open.inButtonScope(P);
    if (place >= 0) {
      open.popTo(place);
    } else {
      open.element().appendChild(new Element(P.tag, null, null));
    }
  }

  void endItem(TagName name) {
    for (int place = open.depth() - 1; place >= 0; place--) {
      TagName other = open.name(place);
      if (other == name) {
        open.popTo(place);
        return;
      }
      if (other.isScope() || other.text.equals("ol") || other.text.equals("ul")) {
        return;
      }
    }
  }

  void endForm() {
    Element ended = form;
    form = null;
    int place = ended == null ? -1 : open.placeOf(ended);
    if (place >= 0 && open.inScope(TagName.Rule.FORM) >= 0) {
      open.closeImplied(HTML);
      open.remove(place);
    }
  }

  /** The standard's adoption agency, as far as no block stands in the formatting. */
  void endFormatting(TagName name) {
    Element element = formatting.find(name);
    if (element == null) {
      endOther(name);
      return;
    }
    int place = open.placeOf(element);
    if (place < 0) {
      formatting.remove(element);
      return;
    }
    for (int inside = open.depth() - 1; inside > place; inside--) {
      if (open.name(inside).isSpecial()) {
        throw new UnsurePageException("a block in formatting that ends");
      }
    }
    open.popTo(place);
    formatting.remove(element);
  }

  void endObject(TagName name) {
    int place = open.inScope(name);
    if (place >= 0) {
      open.popTo(place);
      formatting.clearToMark();
    }
  }

  void endApart(TagName name) {
    for (int place = open.depth() - 1; place >= 0; place--) {
      if (open.name(place) == name) {
        open.popTo(place);
        formatting.clearToMark();
        mode = modesAround.pop();
        return;
      }
      if (open.name(place).isScope()) {
        refuseApart(name);
      }
    }
  }

  void endVoid(TagName name) {
    if (name == BR) {
      reopenFormatting();
      open.element().appendChild(new Element(BR.tag, null, null));
    }
  }

  void endOther(TagName name) {
    for (int place = open.depth() - 1; place >= 0; place--) {
      if (open.name(place) == name) {
        open.popTo(place);
        return;
      }
      if (open.name(place).isSpecial()) {
        return;
      }
    }
  }
}
