package org.copydesk.extract.body;

import java.util.List;

/** A page as boxes and the text blocks in them, both in document order. */
record PageLayout(List<Box> boxes, List<TextBlock> blocks) {
  Box root() {
    return boxes.get(0);
  }

  List<TextBlock> blocksIn(Box box) {
    return blocks.subList(box.firstBlock, box.endBlock);
  }
}
