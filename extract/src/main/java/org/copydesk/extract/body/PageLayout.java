package org.copydesk.extract.body;

import java.util.List;
import org.jsoup.nodes.Element;

/**
 * A page as boxes and the text blocks in them, and the scripts that hold something, all in document
 * order.
 */
record PageLayout(List<Box> boxes, List<TextBlock> blocks, List<Element> scripts) {
  Box root() {
    return boxes.get(0);
  }

  List<TextBlock> blocksIn(Box box) {
    return blocks.subList(box.firstBlock, box.endBlock);
  }
}
