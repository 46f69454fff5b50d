package org.copydesk.extract.body;

import java.util.List;
import org.copydesk.extract.Trace;

/** The box that holds the article, and the candidates it was chosen from. */
record ContainerChoice(Box container, List<Trace.BodyCandidate> candidates) {}
