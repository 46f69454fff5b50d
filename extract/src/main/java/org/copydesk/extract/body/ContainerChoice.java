package org.copydesk.extract.body;

import org.copydesk.extract.Trace;

/** The box that holds the article in the opinion of one finder. */
record ContainerChoice(String finder, Box container, double weight) {
  Trace.BodyCandidate candidate(boolean chosen) {
    String why = "weight " + Math.round(weight);
    return new Trace.BodyCandidate(finder, container.path(), chosen, why);
  }
}
