package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a checkout of its own, with JDKs and a Maven that only tell how they were
/// called.
class LauncherTest {
  private static final FileTime BUILT = FileTime.from(Instant.parse("2026-11-03T10:00:00Z"));
  private static final FileTime BEFORE = FileTime.from(Instant.parse("2026-11-03T09:00:00Z"));
  private static final FileTime AFTER = FileTime.from(Instant.parse("2026-11-03T11:00:00Z"));

  @TempDir private Path folder;
  private Path checkout;
  private Path jdks;
  private Path tools;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void check_out() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    Files.copy(Path.of("tieout"), checkout.resolve("tieout"));
    runnable(checkout.resolve("tieout"));
    for (String part : List.of("src/main/A.java", "prompts/p.md", "tools/t.json", "pom.xml")) {
      Path file = checkout.resolve(part);
      Files.createDirectories(file.getParent());
      Files.setLastModifiedTime(Files.writeString(file, part), BEFORE);
    }
    for (String dir : List.of("src/main", "prompts", "tools")) {
      Files.setLastModifiedTime(checkout.resolve(dir), BEFORE);
    }
    Files.createDirectories(checkout.resolve("target/lib"));
    Path jar = Files.writeString(checkout.resolve("target/tieout.jar"), "");
    Files.setLastModifiedTime(jar, BUILT);
    jdks = Files.createDirectories(folder.resolve("jvm"));
    tools = Files.createDirectories(folder.resolve("bin"));
    for (String tool :
        List.of(
            "bash",
            "dirname",
            "readlink",
            "sed",
            "find",
            "mkdir",
            "touch",
            "grep",
            "head",
            "env")) {
      Path wrapper = tools.resolve(tool);
      Files.writeString(wrapper, "#!/bin/sh\nexec %s \"$@\"\n".formatted(found(tool)));
      runnable(wrapper);
    }
  }

  @Test
  void without_a_jdk_it_tells_what_to_install() throws Exception {
    Ended ended = run(checkout, Map.of(), "--help");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("needs a JDK 25", "apt install", "brew install", "JAVA_HOME");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void an_older_java_home_is_passed_over_for_a_newer_jdk() throws Exception {
    Path old = jdk("old", "17.0.2", 0);
    Path newer = jdk("newer", "25.0.1", 0);

    Ended ended = run(checkout, Map.of("JAVA_HOME", old.toString()), "jobs");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("JAVA_HOME=" + newer);
  }

  @Test
  void a_java_home_that_is_new_enough_is_taken() throws Exception {
    jdk("a", "25.0.1", 0);
    Path chosen = jdk("chosen", "26", 0);

    assertThat(run(checkout, Map.of("JAVA_HOME", chosen.toString()), "jobs").out())
        .contains("JAVA_HOME=" + chosen);
  }

  @Test
  void arguments_with_spaces_and_the_exit_code_pass_through() throws Exception {
    jdk("jdk", "25", 42);

    Ended ended = run(checkout, Map.of(), "audit", "show", "Acme – Platform renewal", "", "*");

    assertThat(ended.code()).isEqualTo(42);
    assertThat(ended.out())
        .contains("<io.tieout.Tieout><audit><show><Acme – Platform renewal><><*>");
  }

  @Test
  void it_works_from_another_folder_and_through_links() throws Exception {
    jdk("jdk", "25", 0);
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("one"), checkout.resolve("tieout"));
    Path second = Files.createSymbolicLink(elsewhere.resolve("two"), Path.of("one"));

    for (Path called : List.of(checkout.resolve("tieout"), link, second)) {
      Ended ended = runIn(elsewhere, Map.of(), called.toString(), "jobs");
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.out())
          .contains(checkout.toRealPath() + "/target/tieout.jar:")
          .contains("cwd=" + elsewhere.toRealPath());
    }
  }

  @Test
  void nothing_is_built_when_nothing_changed() throws Exception {
    jdk("jdk", "25", 0);
    maven(0);

    Ended ended = run(checkout, Map.of(), "jobs");

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(checkout.resolve("built")).doesNotExist();
  }

  @Test
  void it_builds_when_a_source_is_newer_and_then_not_again() throws Exception {
    jdk("jdk", "25", 0);
    maven(0);
    Files.setLastModifiedTime(checkout.resolve("prompts/p.md"), AFTER);

    Ended first = run(checkout, Map.of(), "jobs");
    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("Building Tieout");
    assertThat(first.out()).contains("<jobs>");
    assertThat(checkout.resolve("built")).content().contains("package");

    Files.delete(checkout.resolve("built"));
    assertThat(run(checkout, Map.of(), "jobs").err()).isEmpty();
    assertThat(checkout.resolve("built")).doesNotExist();
  }

  @Test
  void a_build_that_fails_is_told_with_its_errors() throws Exception {
    jdk("jdk", "25", 0);
    maven(1);
    Files.delete(checkout.resolve("target/tieout.jar"));

    Ended ended = run(checkout, Map.of(), "jobs");

    assertThat(ended.code()).isEqualTo(70);
    assertThat(ended.err()).contains("[ERROR] it is broken", "The build failed", "build.log");
  }

  @Test
  void without_maven_it_tells_what_to_install() throws Exception {
    jdk("jdk", "25", 0);
    Files.delete(checkout.resolve("target/tieout.jar"));

    for (String command : List.of("jobs", "test")) {
      Ended ended = run(checkout, Map.of(), command);

      assertThat(ended.code()).isEqualTo(3);
      assertThat(ended.err()).contains("Apache Maven", "no mvn was found", "apt install maven");
    }
  }

  private Path jdk(String name, String version, int code) throws IOException {
    Path home = jdks.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    script(
        home.resolve("bin/java"),
        """
        echo "JAVA_HOME=$JAVA_HOME cwd=$(pwd -P)"
        printf '<%%s>' "$@"
        exit %d
        """
            .formatted(code));
    script(home.resolve("bin/javac"), "exit 0\n");
    return home;
  }

  private void maven(int code) throws IOException {
    script(
        tools.resolve("mvn"),
        """
        echo "$@" > built
        echo "[ERROR] it is broken"
        [ %1$d = 0 ] && : > target/tieout.jar
        exit %1$d
        """
            .formatted(code));
  }

  private Ended run(Path from, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("tieout").toString()));
    command.addAll(List.of(arguments));
    return runIn(from, environment, command.toArray(String[]::new));
  }

  private Ended runIn(Path from, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", folder.resolve("nobody").toString());
    builder.environment().put("TIEOUT_JVM_FOLDERS", jdks.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static Path found(String tool) {
    return List.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin").stream()
        .map(dir -> Path.of(dir, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + text);
    runnable(file);
  }

  private static void runnable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
