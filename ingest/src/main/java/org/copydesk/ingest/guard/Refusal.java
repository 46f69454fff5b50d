package org.copydesk.ingest.guard;

/**
 * Why a URL is not requested.
 *
 * @param rule the name of the rule, which metrics count by
 * @param detail what was refused, for people
 */
public record Refusal(Rule rule, String detail) {

  /** The guard's rules. */
  public enum Rule {
    SCHEME("scheme"),
    USER_INFO("user-info"),
    HOST("host"),
    PORT("port"),
    ADDRESS("address");

    private final String code;

    Rule(String code) {
      this.code = code;
    }

    /** The code used in outcomes, metrics and logs. */
    public String code() {
      return code;
    }
  }
}
