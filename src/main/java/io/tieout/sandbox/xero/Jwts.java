package io.tieout.sandbox.xero;

import io.tieout.value.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// Signs tokens (RS256) and publishes the public key. The key follows from the seed alone; it is
/// kept, because finding primes takes its time.
final class Jwts {
  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
  private static final int PRIME_BITS = 1024;
  private static final Map<Long, Pair> PAIRS = new ConcurrentHashMap<>();
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final Pair pair;
  private final String keyId;

  private record Pair(BigInteger modulus, PrivateKey key) {}

  Jwts(long seed) {
    pair = PAIRS.computeIfAbsent(seed, Jwts::pair);
    keyId = "1CAF8E66772D6DC028D6726FD026158157" + Long.toHexString(seed);
  }

  /// A plain RSA pair of 2048 bits from seeded primes: good for a sandbox, and for nothing else.
  private static Pair pair(long seed) {
    Random random = new Random(seed);
    while (true) {
      BigInteger p = BigInteger.probablePrime(PRIME_BITS, random);
      BigInteger q = BigInteger.probablePrime(PRIME_BITS, random);
      BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
      if (!phi.gcd(EXPONENT).equals(BigInteger.ONE) || p.equals(q)) {
        continue;
      }
      BigInteger modulus = p.multiply(q);
      try {
        PrivateKey key =
            KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateKeySpec(modulus, EXPONENT.modInverse(phi)));
        return new Pair(modulus, key);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java makes no RSA keys", e);
      }
    }
  }

  String signed(Json.Obj claims) {
    Json.Obj header = Json.object().put("alg", "RS256").put("kid", keyId).put("typ", "JWT").build();
    String content = coded(header.print()) + "." + coded(claims.print());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.key());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA256withRSA", e);
    }
  }

  /// The key document other parties check tokens with.
  Json.Obj keys() {
    Json.Obj key =
        Json.object()
            .put("kty", "RSA")
            .put("use", "sig")
            .put("alg", "RS256")
            .put("kid", keyId)
            .put("e", number(EXPONENT))
            .put("n", number(pair.modulus()))
            .build();
    return Json.object().put("keys", List.of(key)).build();
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String coded(String text) {
    return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
