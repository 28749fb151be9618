package io.tieout.vendor.timestamp;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/// A time-stamp authority with a root of its own that gives real tokens over HTTP.
public final class StandInAuthority implements AutoCloseable {
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.1.1");

  /// What it does with the next requests.
  public enum Mood {
    /// As it should.
    HONEST,
    /// Says no in its own protocol.
    REFUSES,
    /// Gives the token of another request.
    REPLAYS
  }

  private final InstantSource clock;
  private final KeyPair rootKey;
  private final X509Certificate root;
  private final KeyPair key;
  private final X509Certificate certificate;
  private final AtomicLong serial = new AtomicLong(100);
  private final LoopbackServer server;
  private volatile Mood mood = Mood.HONEST;
  private volatile byte[] last = new byte[0];

  public StandInAuthority(InstantSource clock) throws GeneralSecurityException, IOException {
    this.clock = clock;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    this.rootKey = generator.generateKeyPair();
    this.key = generator.generateKeyPair();
    this.root = certificate("CN=Stand-in Root", rootKey, true);
    this.certificate = certificate("CN=Stand-in Clock", key, false);
    Weather weather = new Weather();
    this.server =
        LoopbackServer.start("time-stamp", 0, this::answer, weather, () -> HttpAnswer.empty(429));
  }

  public URI uri() {
    return URI.create(server.base() + "/tsr");
  }

  public void become(Mood other) {
    mood = other;
  }

  /// Writes its root certificate.
  public Path rootPem(Path file) throws IOException, GeneralSecurityException {
    String base64 = Base64.getMimeEncoder().encodeToString(root.getEncoded());
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpAnswer answer(HttpCall call) {
    if (!call.is("POST", "/tsr")
        || call.header("Content-Type").filter("application/timestamp-query"::equals).isEmpty()) {
      return HttpAnswer.empty(415);
    }
    try {
      TimeStampResponseGenerator generator =
          new TimeStampResponseGenerator(tokens(), TSPAlgorithms.ALLOWED);
      byte[] answer =
          switch (mood) {
            case HONEST -> stamped(generator, new TimeStampRequest(call.body()));
            case REFUSES ->
                generator
                    .generateRejectedResponse(new TSPException("the clock is not set"))
                    .getEncoded();
            case REPLAYS -> last.clone();
          };
      return HttpAnswer.of(200, "application/timestamp-reply", answer);
    } catch (IOException | TSPException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] stamped(TimeStampResponseGenerator generator, TimeStampRequest request)
      throws IOException, TSPException {
    TimeStampResponse response =
        generator.generate(
            request, BigInteger.valueOf(serial.incrementAndGet()), Date.from(clock.instant()));
    last = response.getEncoded();
    return last;
  }

  private TimeStampTokenGenerator tokens()
      throws TSPException, GeneralSecurityException, OperatorCreationException {
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", key.getPrivate(), certificate),
            digests.get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
            POLICY);
    generator.addCertificates(new JcaCertStore(List.of(certificate, root)));
    return generator;
  }

  private X509Certificate certificate(String name, KeyPair of, boolean authority)
      throws GeneralSecurityException, IOException {
    Instant now = clock.instant();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=Stand-in Root"),
            BigInteger.valueOf(authority ? 1 : 2),
            Date.from(now.minus(Duration.ofDays(30))),
            Date.from(now.plus(Duration.ofDays(300))),
            new X500Name(name),
            of.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (!authority) {
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    }
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(rootKey.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
