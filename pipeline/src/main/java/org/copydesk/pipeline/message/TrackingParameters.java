package org.copydesk.pipeline.message;

import java.util.Set;

/**
 * Query parameters that say where a reader came from and never which article is meant. Only names
 * that are unambiguous stand here: {@code ref}, {@code source} or {@code sid} choose content on
 * some sites and are kept.
 */
final class TrackingParameters {

  /** Compared case-sensitively, as query parameters are. */
  static final Set<String> NAMES =
      Set.of(
          // The utm family (Google Analytics and its imitators).
          "utm_source",
          "utm_medium",
          "utm_campaign",
          "utm_term",
          "utm_content",
          "utm_id",
          "utm_name",
          "utm_cid",
          "utm_reader",
          "utm_referrer",
          "utm_social",
          "utm_social-type",
          "utm_brand",
          "utm_swu",
          "utm_viz_id",
          "utm_pubreferrer",
          "utm_source_platform",
          "utm_creative_format",
          "utm_marketing_tactic",
          "utm_expid",
          "utm_userid",
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

  private TrackingParameters() {}
}
