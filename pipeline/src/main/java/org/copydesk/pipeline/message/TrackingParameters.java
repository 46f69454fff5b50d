package org.copydesk.pipeline.message;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Query parameters that say where a reader came from and never which article is meant. Only names
 * that are unambiguous stand here: {@code ref}, {@code source} or {@code sid} choose content on
 * some sites and are kept.
 */
final class TrackingParameters {

  /** Compared case-sensitively, as query parameters are. */
  static final Set<String> NAMES =
      Set.of(
          // Click identifiers of advertising and social networks.
          "fbclid",
          "gclid",
          "gclsrc",
          "dclid",
          "gbraid",
          "wbraid",
          "msclkid",
          "yclid",
          "ysclid",
          "twclid",
          "ttclid",
          "li_fat_id",
          "igshid",
          "igsh",
          "mibextid",
          "srsltid",
          "rdt_cid",
          "epik",
          // Mail and analytics suites.
          "mc_cid",
          "mc_eid",
          "mkt_tok",
          "_hsenc",
          "_hsmi",
          "__hstc",
          "__hssc",
          "__hsfp",
          "hsCtaTracking",
          "vero_id",
          "vero_conv",
          "oly_enc_id",
          "oly_anon_id",
          "_ga",
          "_gl",
          "_openstat",
          "s_cid",
          "wt_mc",
          "wt_zmc",
          "WT.mc_id",
          "WT.tsrc",
          "xtor",
          "ns_mchannel",
          "ns_source",
          "ns_campaign",
          "ns_linkname",
          "ns_fee",
          "at_medium",
          "at_campaign",
          "at_custom1",
          "at_custom2",
          "at_custom3",
          "at_custom4",
          "at_link_id",
          "at_link_origin",
          "at_link_type",
          "at_ptr_name",
          "at_format",
          "at_bbc_team",
          "pk_campaign",
          "pk_kwd",
          "mtm_campaign",
          "mtm_source",
          "mtm_medium",
          "cmpid",
          "guccounter",
          "guce_referrer",
          "guce_referrer_sig",
          "__twitter_impression",
          // Session identifiers.
          "PHPSESSID",
          "phpsessid",
          "jsessionid",
          "JSESSIONID",
          "ASPSESSIONID");

  /** Google Analytics' family and its imitators, with any name and in any case. */
  private static final Pattern UTM =
      Pattern.compile("(?<=[?&])utm_[^&#]*+(?:&|(?=#)|$)", Pattern.CASE_INSENSITIVE);

  /** A session of servers that keep it in the path. */
  private static final Pattern SESSION =
      Pattern.compile(";jsessionid=[^/?#;&]*+", Pattern.CASE_INSENSITIVE);

  private static final Pattern DANGLING = Pattern.compile("[?&](?=#|$)");

  private TrackingParameters() {}

  /** The address without what no set of names can tell. Linear in its length. */
  static String without(String url) {
    String plain = SESSION.matcher(url).replaceAll("");
    String shorter = UTM.matcher(plain).replaceAll("");
    return shorter.equals(plain) ? plain : DANGLING.matcher(shorter).replaceFirst("");
  }
}
