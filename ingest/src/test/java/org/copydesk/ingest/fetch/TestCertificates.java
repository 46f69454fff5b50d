package org.copydesk.ingest.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Certificates made with the JDK's own keytool while a test runs: one key, with certificates of all
 * sorts for the name {@code good.test}, and an authority that a client can be told to trust.
 */
final class TestCertificates {

  static final String PASSWORD = "only-a-test";
  private static final String NAME = "good.test";

  private final Path folder;

  private TestCertificates(Path folder) {
    this.folder = folder;
  }

  /** Makes all of them in a folder: about five starts of keytool. */
  static TestCertificates make(Path folder) throws IOException, InterruptedException {
    TestCertificates made = new TestCertificates(folder);
    made.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test authority", "-ext", "bc:c");
    made.keytool(
        "-genkeypair", "-alias", "site", "-dname", "CN=" + NAME, "-ext", "san=dns:" + NAME);
    made.keytool("-certreq", "-alias", "site", "-file", made.path("site.csr"));
    made.signed("good.pem", "-1d", "30");
    made.signed("expired.pem", "-60d", "30");
    made.keytool("-exportcert", "-alias", "ca", "-file", made.path("ca.pem"), "-rfc");
    made.trust();
    return made;
  }

  /** A store with the authority alone, for {@code javax.net.ssl.trustStore}. */
  Path trustStore() {
    return folder.resolve("trust.p12");
  }

  private void trust() throws IOException, InterruptedException {
    run(
        "-importcert",
        "-noprompt",
        "-alias",
        "ca",
        "-file",
        path("ca.pem"),
        "-keystore",
        path("trust.p12"));
  }

  SSLContext good() throws GeneralSecurityException, IOException {
    return serving(List.of(read("good.pem"), read("ca.pem")));
  }

  SSLContext expired() throws GeneralSecurityException, IOException {
    return serving(List.of(read("expired.pem"), read("ca.pem")));
  }

  SSLContext selfSigned() throws GeneralSecurityException, IOException {
    return serving(List.of((X509Certificate) keys().getCertificate("site")));
  }

  /** The good one, with its authority behind it many times over. */
  SSLContext hugeChain() throws GeneralSecurityException, IOException {
    List<X509Certificate> chain = new ArrayList<>(List.of(read("good.pem")));
    for (int i = 0; i < 100; i++) {
      chain.add(read("ca.pem"));
    }
    return serving(chain);
  }

  private void signed(String file, String from, String days)
      throws IOException, InterruptedException {
    keytool(
        "-gencert",
        "-alias",
        "ca",
        "-infile",
        path("site.csr"),
        "-outfile",
        path(file),
        "-rfc",
        "-startdate",
        from,
        "-validity",
        days,
        "-ext",
        "san=dns:" + NAME);
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("-keystore", path("keys.p12")));
    if (all.getFirst().equals("-genkeypair")) {
      all.addAll(List.of("-keyalg", "EC"));
    }
    run(all.toArray(String[]::new));
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  private X509Certificate read(String file) throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(file))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private KeyStore keys() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
  }

  private SSLContext serving(List<X509Certificate> chain)
      throws GeneralSecurityException, IOException {
    PrivateKey key = (PrivateKey) keys().getKey("site", PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {new OneChain(key, chain)}, null, null);
    return context;
  }

  /** Shows the same certificates to everybody, whether they make sense or not. */
  private static final class OneChain extends X509ExtendedKeyManager {
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    OneChain(PrivateKey key, List<X509Certificate> chain) {
      this.key = key;
      this.chain = chain;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[] {NAME};
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return NAME;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
      return NAME;
    }
  }
}
