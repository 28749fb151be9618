package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// The signed assertion of the JWT bearer flow (RFC 7523, RS256).
final class JwtAssertion {
  /// Salesforce takes at most three minutes; a minute is left for clocks that disagree.
  private static final Duration LIFE = Duration.ofMinutes(2);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private JwtAssertion() {}

  static String sign(String clientId, SalesforceSettings.Grant.Jwt grant, Instant now) {
    String claims =
        Json.object()
            .put("iss", clientId)
            .put("sub", grant.username())
            .put("aud", grant.audience())
            .put("exp", now.plus(LIFE).getEpochSecond())
            .build()
            .print();
    String head = Json.object().put("alg", "RS256").build().print();
    String signed = encoded(head) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key(grant.privateKey().reveal()));
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new FaultException(
          new Fault.Broken(
              "the Salesforce private key cannot be used: it must be an RSA key in PKCS#8 PEM"
                  + " (-----BEGIN PRIVATE KEY-----); convert others with openssl pkcs8 -topk8"
                  + " -nocrypt"),
          e);
    }
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 =
        pem.replace("-----BEGIN PRIVATE KEY-----", "")
            .replace("-----END PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
