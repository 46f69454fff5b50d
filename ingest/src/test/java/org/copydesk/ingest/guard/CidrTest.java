package org.copydesk.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/x", "10.0.0.0/", "10.0.0.0/-1", "1.2.3.400", "1.2.3", "abc.def.ad.be"})
  void whatIsNoNetworkIsNamedAndNeverLookedUp(String text) {
    // A look-up would leave its failure as the cause.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(text))
        .withMessageContaining(text)
        .withNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "192.0.2.7, 192.0.2.7/32",
    "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
  })
  void networkIsReadFromItsNumbers(String text, String network) {
    assertThat(Cidr.parse(text)).hasToString(network);
  }
}
