package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sandbox",
        "tour",
        "serve",
        "audit",
        "audit verify",
        "audit show",
        "proof",
        "proof verify",
        "jobs",
        "halt",
        "resume",
        "undo",
        "rollout",
        "rollout show",
        "rollout report",
        "rollout promote",
        "rollout grant",
        "rollout rollback",
        "rollout document",
        "bench",
        "bench intake"
      })
  void every_command_explains_itself(String command) {
    Ran ran = Ran.of((command + " --help").strip().split(" "));

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("Usage: tieout " + command)
        .contains("-h, --help")
        .containsSubsequence("Exit codes:", "0", "done", "3", "configuration", "4", "database");
  }

  @Test
  void help_names_every_option_with_its_default() {
    assertThat(Ran.of("sandbox", "--help").out())
        .contains("--data=DIR", "~/.tieout")
        .contains("--seed=", "Default: 1")
        .contains("--deals=", "Default: 40")
        .contains("--port=", "Default: 8484")
        .contains("--only-vendors", "--info=FILE");
    assertThat(Ran.of("serve", "--help").out())
        .contains("--config=FILE", "--data=DIR", "--check", "SIGTERM");
    assertThat(Ran.of("audit", "show", "--help").out())
        .contains("NAME", "--json", "--data=DIR", "--config=FILE");
    assertThat(Ran.of("proof", "--help").out())
        .contains("NAME", "--out=FILE", "--data=DIR", "--config=FILE", "verify");
    assertThat(Ran.of("bench", "intake", "--help").out())
        .contains("--seconds=N", "Default: 10")
        .contains("--clients=N", "1,8,32")
        .contains("--idle-transaction", "--workers=N", "--warm-up=N", "--data=DIR", "--json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--colour",
        "sandbox --sed 1",
        "tour --deals 3",
        "jobs --all",
        "frobnicate",
        "serve",
        "audit show",
        "proof",
        "proof 1042",
        "proof verify"
      })
  void wrong_usage_ends_with_2_and_tells_where_help_is(String line) {
    Ran ran = Ran.of(line.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("--help` tells what there is").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox --seed one, --seed, one",
    "sandbox --deals 5, --deals, use 17 to 100000",
    "sandbox --deals 100001, --deals, use 17 to 100000",
    "sandbox --deals many, --deals, many",
    "sandbox --port 70000, --port, use 0 to 65535",
    "sandbox --port -1, --port, use 0 to 65535",
    "tour --seed x, --seed, x",
    "bench intake --clients 65, --clients, use 1 to 64",
    "bench intake --seconds 0, --seconds, use 1 or more"
  })
  void a_bad_value_is_told_with_its_option_and_what_to_use(
      String line, String option, String remedy) {
    Ran ran = Ran.of(line.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(option).contains(remedy).doesNotContain("Exception");
  }

  @Test
  void serve_tells_every_problem_of_a_configuration_and_ends_with_3() throws IOException {
    Path config = folder.resolve("tieout.yaml");
    Files.writeString(config, "web: {port: x}\nslak: {}\n");

    for (String[] line :
        new String[][] {
          {"serve", "--config", config.toString()},
          {"serve", "--check", "--config", config.toString()}
        }) {
      Ran ran = Ran.of(line);

      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err())
          .contains(config.toString())
          .contains("- web.port 'x' is no whole number")
          .contains("- slak is not known here")
          .contains("- salesforce is missing, and hubspot too");
    }
  }

  @Test
  void a_configuration_that_is_not_there_ends_with_3() {
    Ran ran = Ran.of("serve", "--config", folder.resolve("none.yaml").toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("none.yaml").contains("docs/tieout.example.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit verify",
        "audit show 12",
        "proof 12 --out x.html",
        "jobs",
        "halt --why x",
        "resume --why x",
        "undo 12",
        "rollout show",
        "rollout promote --scope invoicing --to shadow --because x",
        "rollout rollback x-1 --because x"
      })
  void looking_at_a_folder_that_nobody_uses_ends_with_4_and_a_remedy(String command)
      throws IOException {
    Files.writeString(folder.resolve("database.url"), "jdbc:postgresql://127.0.0.1:1/left-over");

    Ran ran = Ran.of((command + " --data " + folder).split(" "));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err()).contains("no Tieout is running on " + folder).contains("--data");
  }

  @Test
  void a_proof_that_cannot_be_read_ends_with_3_and_one_that_is_none_with_1() throws IOException {
    Ran none = Ran.of("proof", "verify", folder.resolve("none.html").toString());
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("none.html cannot be read");

    Path letter = Files.writeString(folder.resolve("letter.html"), "<p>Trust me</p>");
    Ran other = Ran.of("proof", "verify", letter.toString());
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out()).contains("BROKEN: it holds no record of a proof", "DOES NOT HOLD");
  }

  @Test
  void a_data_folder_that_cannot_be_made_ends_with_3() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Ran ran = Ran.of("sandbox", "--port", "0", "--data", file.resolve("below").toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("cannot use the data folder").contains("--data");
  }

  @Test
  void an_info_file_that_cannot_be_written_ends_with_3() {
    Path info = folder.resolve("no/such/folder/info.json");

    Ran ran = Ran.of("sandbox", "--only-vendors", "--info", info.toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("--info " + info + " cannot be written");
  }
}
