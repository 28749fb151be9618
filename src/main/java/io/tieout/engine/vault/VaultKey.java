package io.tieout.engine.vault;

import io.tieout.value.json.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys that seal credentials: the first one seals, all of them open, so that a key can be
/// exchanged. It never prints them.
public final class VaultKey {
  /// Environment variable with the key: base64 of 32 bytes; several separated by commas, the new
  /// one first.
  public static final String VARIABLE = "TIEOUT_VAULT_KEY";

  static final String FILE = "vault.key";
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Map<String, SecretKey> keys;
  private final String current;

  private VaultKey(List<byte[]> raw) {
    Map<String, SecretKey> byId = new LinkedHashMap<>();
    raw.forEach(bytes -> byId.put(idOf(bytes), new SecretKeySpec(bytes, "AES")));
    this.keys = Map.copyOf(byId);
    this.current = idOf(raw.getFirst());
  }

  /// The key of the environment variable, else of the file in the data folder, which is made when
  /// there is none.
  public static VaultKey find(Map<String, String> environment, Path dataFolder) {
    return fromEnvironment(environment).orElseGet(() -> fromFile(dataFolder));
  }

  /// As [#find], but makes no file: for commands that look at what another process keeps.
  public static Optional<VaultKey> existing(Map<String, String> environment, Path dataFolder) {
    return fromEnvironment(environment)
        .or(() ->
            Files.exists(dataFolder.resolve(FILE))
                ? Optional.of(fromFile(dataFolder))
                : Optional.empty());
  }

  /// The key of the environment variable, if it is set.
  public static Optional<VaultKey> fromEnvironment(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(text -> !text.isBlank())
        .map(text -> parse(text, "environment variable " + VARIABLE));
  }

  /// The key of the file in the data folder, readable by its owner alone. Made when there is none.
  public static VaultKey fromFile(Path dataFolder) {
    Path file = dataFolder.resolve(FILE);
    try {
      Files.createDirectories(dataFolder);
      if (!Files.exists(file)) {
        generate(file);
      }
      requireOwnerOnly(file);
      return parse(Files.readString(file, StandardCharsets.US_ASCII), "key file " + file);
    } catch (IOException e) {
      throw new VaultException(
          "cannot read or make the key file %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Which key seals, without telling it.
  public String id() {
    return current;
  }

  SecretKey current() {
    return keyOf(current).orElseThrow();
  }

  Optional<SecretKey> keyOf(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  private static VaultKey parse(String text, String where) {
    List<byte[]> raw =
        Arrays.stream(text.split(",", -1)).map(part -> decode(part.strip(), where)).toList();
    return new VaultKey(raw);
  }

  private static byte[] decode(String part, String where) {
    try {
      byte[] bytes = Base64.getDecoder().decode(part);
      if (bytes.length == BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new VaultException(malformed(where), null);
    }
    throw new VaultException(malformed(where), null);
  }

  private static String malformed(String where) {
    return where
        + " must hold base64 of exactly 32 bytes; make one with: head -c 32 /dev/urandom | base64";
  }

  /// Made in one step with its permissions; of two processes that start at once, one makes it.
  private static void generate(Path file) throws IOException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    Path draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "vault",
            ".new",
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(
          draft, Base64.getEncoder().encodeToString(bytes) + "\n", StandardOpenOption.WRITE);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return;
    } finally {
      Files.delete(draft);
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    Set<PosixFilePermission> actual = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(actual)) {
      throw new VaultException(
          "key file %s may be read by others (%s); run: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(actual), file),
          null);
    }
  }

  /// A digest of the key under a label of its own: tells keys apart and gives nothing away.
  private static String idOf(byte[] key) {
    byte[] label = "tieout vault key id ".getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(label, label.length + key.length);
    System.arraycopy(key, 0, both, label.length, key.length);
    return Digest.of(both).shortHex();
  }

  @Override
  public String toString() {
    return "VaultKey[" + current + ", ********]";
  }
}
