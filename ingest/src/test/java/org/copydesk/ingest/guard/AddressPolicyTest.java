package org.copydesk.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressPolicyTest {

  private final AddressPolicy policy = new AddressPolicy(List.of(), true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.254",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "192.168.1.1",
        "192.175.48.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:db8::1",
        "2001:1ff:ffff::1",
        "2002:7f00:1::",
        "2002:808:808::",
        "2620:0:0:1:0:5efe:7f00:1",
        "2620:4f:8000::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
      })
  void specialAddressIsRefused(String address) throws UnknownHostException {
    assertThat(policy.refusal(address(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "128.0.0.1",
        "168.63.129.15",
        "168.63.129.17",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2606:4700::1111",
        "2620:4f:8001::1",
        "2a00:1450:4001:81b::200e",
        "64:ff9b::808:808",
      })
  void publicAddressIsReached(String address) throws UnknownHostException {
    assertThat(policy.refusal(address(address))).isEmpty();
  }

  @Test
  void allowedNetworkIsReachedAndItsNeighbourIsNot() throws UnknownHostException {
    AddressPolicy own = new AddressPolicy(List.of(Cidr.parse("10.1.0.0/16")), true);

    assertThat(own.refusal(address("10.1.255.255"))).isEmpty();
    assertThat(own.refusal(address("10.2.0.0"))).contains("private");
  }

  @Test
  void publicInternetIsClosedWithoutContact() throws UnknownHostException {
    AddressPolicy closed = new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), false);

    assertThat(closed.refusal(address("1.1.1.1"))).contains("no-contact");
    assertThat(closed.refusal(address("127.0.0.1"))).isEmpty();
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getAllByName(literal)[0];
  }
}
