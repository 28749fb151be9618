package io.tieout.vendor.timestamp;

import io.tieout.value.json.Digest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/// A token whose signature and certificate were found good.
///
/// @param sealed SHA-256 of what it was given for
/// @param at when, by the authority's clock
/// @param authority the signing certificate's name
public record Timestamp(Digest sealed, Instant at, String authority) {
  /// Judges a token, or a whole answer of an authority that holds one. [TimestampException] when it
  /// proves nothing.
  public static Timestamp read(byte[] der, TimestampTrust trust) {
    try {
      return of(token(der), trust);
    } catch (IOException
        | CMSException
        | TSPException
        | GeneralSecurityException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new TimestampException("it cannot be read, or its signature does not hold", e);
    } catch (OperatorCreationException e) {
      throw new TimestampException("it is signed in a way that Java does not know", e);
    }
  }

  /// Whether the bytes may be one at all: DER begins with a sequence.
  public static boolean looksLike(byte[] content) {
    return content.length > 2 && content[0] == 0x30;
  }

  static Timestamp of(TimeStampToken token, TimestampTrust trust)
      throws TSPException, GeneralSecurityException, OperatorCreationException {
    List<X509Certificate> certificates = new ArrayList<>();
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      certificates.add(converter.getCertificate(holder));
    }
    @SuppressWarnings("unchecked") // The selector of a signer selects certificates.
    Collection<X509CertificateHolder> signers = token.getCertificates().getMatches(token.getSID());
    if (signers.isEmpty()) {
      throw new TimestampException("it does not hold its signer's certificate", null);
    }
    X509CertificateHolder holder = signers.iterator().next();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
    if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)) {
      throw new TimestampException("it was not given for a SHA-256", null);
    }
    Instant at = token.getTimeStampInfo().getGenTime().toInstant();
    X509Certificate signer = converter.getCertificate(holder);
    trust.require(signer, certificates, at);
    return new Timestamp(
        new Digest(HexFormat.of().formatHex(token.getTimeStampInfo().getMessageImprintDigest())),
        at,
        signer.getSubjectX500Principal().getName());
  }

  private static TimeStampToken token(byte[] der) throws IOException, CMSException, TSPException {
    try {
      return new TimeStampToken(new CMSSignedData(der));
    } catch (CMSException | TSPException e) {
      TimeStampToken inside = new TimeStampResponse(der).getTimeStampToken();
      if (inside == null) {
        throw e;
      }
      return inside;
    }
  }
}
