package io.tieout.vendor.timestamp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose time-stamps are believed: those under some root certificates.
public final class TimestampTrust {
  private final Set<TrustAnchor> roots;

  private TimestampTrust(Collection<X509Certificate> roots) {
    this.roots =
        roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
  }

  /// The roots that Java brings along.
  public static TimestampTrust ofJava() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      @Nullable KeyStore itsOwn = null;
      factory.init(itsOwn);
      List<X509Certificate> roots = new ArrayList<>();
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          roots.addAll(Arrays.asList(x509.getAcceptedIssuers()));
        }
      }
      return new TimestampTrust(roots);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java's root certificates cannot be read", e);
    }
  }

  /// The certificates of a PEM file; [IllegalArgumentException] when it has none.
  public static TimestampTrust ofPem(Path file) {
    try {
      List<X509Certificate> roots =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!roots.isEmpty()) {
        return new TimestampTrust(roots);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(unusable(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    throw new IllegalArgumentException(unusable(file));
  }

  /// Whether the certificate was good at that time: a token outlives the certificate it was signed
  /// with. Revocation is not asked for.
  void require(X509Certificate signer, Collection<X509Certificate> others, Instant at) {
    try {
      X509CertSelector selector = new X509CertSelector();
      selector.setCertificate(signer);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots, selector);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(false);
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (GeneralSecurityException e) {
      throw new TimestampException(
          "its certificate (%s) leads to none of the trusted roots"
              .formatted(signer.getSubjectX500Principal().getName()),
          e);
    }
  }

  private static String unusable(Path file) {
    return "'%s' holds no certificates; give the authority's root certificate in PEM"
        .formatted(file);
  }
}
