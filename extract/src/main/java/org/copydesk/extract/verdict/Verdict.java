package org.copydesk.extract.verdict;

import org.copydesk.extract.Extraction.Reason;

/** Why a page is no article, with what gave it away. */
public record Verdict(Reason reason, String detail) {}
