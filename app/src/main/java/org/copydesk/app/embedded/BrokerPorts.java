package org.copydesk.app.embedded;

/**
 * The two ports of the embedded broker on 127.0.0.1.
 *
 * @param client where producers and consumers connect
 * @param controller where the broker half of the node reaches its controller half
 */
record BrokerPorts(int client, int controller) {
  static final String CLIENT_KEY = "broker.port";
  private static final String CONTROLLER_KEY = "broker.controller-port";

  static BrokerPorts choose(KeptSettings settings, int configuredClient) {
    return new BrokerPorts(
        settings.port(CLIENT_KEY, configuredClient), settings.port(CONTROLLER_KEY, 0));
  }

  String clientAddress() {
    return "127.0.0.1:" + client;
  }

  String controllerAddress() {
    return "127.0.0.1:" + controller;
  }
}
