package io.tieout.engine.anchor;

import io.tieout.value.json.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// Ed25519 (RFC 8032) with keys as texts: X.509 and PKCS#8 in base64.
final class Signing {
  private static final String ALGORITHM = "Ed25519";

  private Signing() {}

  /// A key pair; the private half never shows.
  record Pair(String publicKey, String privateKey) {
    static Pair make() {
      try {
        KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        return new Pair(
            encoded(made.getPublic().getEncoded()), encoded(made.getPrivate().getEncoded()));
      } catch (GeneralSecurityException e) {
        throw missing(e);
      }
    }

    /// Ed25519 needs no chance for signing: equal contents have equal signatures.
    String sign(String content) {
      try {
        PrivateKey key =
            KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(decoded(privateKey)));
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.UTF_8));
        return encoded(signature.sign());
      } catch (GeneralSecurityException e) {
        throw missing(e);
      }
    }

    @Override
    public String toString() {
      return "Pair[" + idOf(publicKey) + ", ********]";
    }
  }

  /// False as well when key or signature are no such things.
  static boolean fits(String publicKey, String content, String signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(decoded(publicKey))));
      check.update(content.getBytes(StandardCharsets.UTF_8));
      return check.verify(decoded(signature));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  /// Enough of a public key's digest for a person to compare.
  static String idOf(String publicKey) {
    return Digest.of(publicKey).shortHex();
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("every Java platform from 15 on has " + ALGORITHM, e);
  }
}
