package io.tieout.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tieout.door.assistant.ModelSettings;
import io.tieout.engine.db.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigFileTest extends ConfigCase {
  @Test
  void a_small_file_is_filled_up_with_the_defaults() {
    ConfigFile file = read(SMALL);
    TieoutConfig config = file.config();

    assertThat(file.database()).isEmpty();
    assertThat(config.web()).isEqualTo(new TieoutConfig.Web("127.0.0.1", 8080));
    assertThat(config.zone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(quickbooks(config).settings().bookId()).isEqualTo("main");
    assertThat(quickbooks(config).settings().apiBase()).hasHost("quickbooks.api.intuit.com");
    assertThat(quickbooks(config).settings().tokenUrl()).hasHost("oauth.platform.intuit.com");
    assertThat(quickbooks(config).settings().realmId()).isEqualTo("9130347596842384");
    assertThat(quickbooks(config).firstGrant().isBlank()).isTrue();
    assertThat(config.slack().apiBase()).isEqualTo(URI.create("https://slack.com/api/"));
    assertThat(salesforce(config).settings().organizationId()).isEmpty();
    assertThat(salesforce(config).outbound()).isEmpty();
    assertThat(config.model()).isEmpty();
    assertThat(config.policy()).isEqualTo(ShippedPolicy.read());
    assertThat(config.rhythm()).isEqualTo(TieoutConfig.Rhythm.DEFAULT);
  }

  @Test
  void all_problems_are_told_at_once_each_with_field_and_remedy() {
    assertThat(problems("web: {port: many}\nrhythm: {crm_poll: PT0S}\n"))
        .contains(
            "web.port 'many' is no whole number; use a whole number from 0 to 65535",
            "rhythm.crm_poll is PT0S; use PT1S to PT24H",
            "salesforce is missing, and hubspot too; connect a CRM: docs/tieout.example.yaml shows how",
            "quickbooks is missing, and xero too; connect a book: docs/tieout.example.yaml shows how",
            "slack.bot_token is missing; write ${SLACK_BOT_TOKEN} and set that variable",
            "people is empty; without people nobody can approve anything")
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(7);
  }

  @Test
  void a_misspelt_key_is_told_with_the_known_ones() {
    assertThat(problems(SMALL.replace("finance_channel", "finance_chanel")))
        .contains(
            "slack.finance_chanel is not known here; known are api_base, bot_token, finance_channel,"
                + " signing_secret");
    assertThat(problems(SMALL + "polcy: mine.yaml\n"))
        .singleElement()
        .asString()
        .startsWith("polcy is not known here");
    assertThat(problems(SMALL.replace("name: Finn", "nam: Finn")))
        .contains(
            "people[2].nam is not known here; known are away, crm_users, email, limits, name, roles, slack_user, time_zone, working_days, working_hours",
            "people[2].name is missing; give the name people know");
  }

  @Test
  void a_secret_in_the_file_is_refused_and_not_repeated() {
    List<String> problems = problems(SMALL.replace("${SLACK_BOT_TOKEN}", SECRET));

    assertThat(problems)
        .containsExactly(
            "slack.bot_token holds a secret in the file; write ${SLACK_BOT_TOKEN} and set that"
                + " variable instead");
  }

  @Test
  void a_variable_that_is_not_set_is_named() {
    Map<String, String> without = new HashMap<>(ENVIRONMENT);
    without.remove("SF_CLIENT_SECRET");
    without.put("QBO_CLIENT_SECRET", "  ");

    assertThat(refused(SMALL, without).problems())
        .containsExactly(
            "salesforce.client_secret names ${SF_CLIENT_SECRET}, which is not set in the environment",
            "quickbooks[1].client_secret names ${QBO_CLIENT_SECRET}, which is not set in the environment");
  }

  @Test
  void what_a_variable_holds_is_never_repeated() {
    String leaky =
        SMALL
            .replace("https://example.my.salesforce.com", "${SF_CLIENT_SECRET}")
            .replace("9130347596842384", "${QBO_CLIENT_SECRET}")
            .replace("C0123456789", "${SLACK_BOT_TOKEN}");
    String all =
        leaky
            + """
            web: {host: x, port: "${SLACK_BOT_TOKEN}"}
            database: {url: "${TIEOUT_DB_PASSWORD}", pool_size: "${SLACK_BOT_TOKEN}"}
            rhythm: {crm_poll: "${SLACK_BOT_TOKEN}"}
            """;

    assertThat(problems(all)).hasSizeGreaterThan(5).noneMatch(p -> p.contains(SECRET));
  }

  @Test
  void a_reference_in_small_letters_is_told() {
    assertThat(problems(SMALL.replace("ABc", "${client_id}")))
        .containsExactly(
            "quickbooks[1].client_id has a broken reference; write ${NAME} in capital letters, digits"
                + " and _");
  }

  @Test
  void no_settings_print_a_secret() throws IOException {
    String all =
        SMALL.replace(
                "client_id: 3MVG9",
                "client_id: 3MVG9\n  organization_id: 00D5g000004TieO\n"
                    + "  outbound_secret: ${SF_OUTBOUND_SECRET}")
            + """
            model: {base_url: "http://models.internal:8000/v1", name: m, api_key: "${MODEL_API_KEY}"}
            database: {url: "jdbc:postgresql://db/tieout", user: tieout, password: "${TIEOUT_DB_PASSWORD}"}
            """;
    ConfigFile file =
        read(all.replace("- realm_id", "- refresh_token: ${QBO_REFRESH_TOKEN}\n    realm_id"));
    ConfigFile asUser =
        read(
            SMALL.replace(
                "client_secret: ${SF_CLIENT_SECRET}",
                "username: tieout@example.com\n  private_key: ${SF_PRIVATE_KEY}"));

    assertThat(quickbooks(file.config()).firstGrant().isBlank()).isFalse();
    assertThat(file.toString()).contains("00D5g", "models.internal").doesNotContain(SECRET);
    assertThat(asUser.toString()).contains("tieout@example.com").doesNotContain(SECRET);
    assertThat(file.database().map(DatabaseAddress::toString).orElse(SECRET))
        .doesNotContain(SECRET);
    assertThat(file.config().model().map(ModelSettings::toString).orElse(SECRET))
        .doesNotContain(SECRET);
  }

  @Test
  void a_password_in_the_database_url_is_refused_and_not_repeated() {
    for (String url :
        List.of(
            "jdbc:postgresql://db/tieout?user=a&password=" + SECRET,
            "jdbc:postgresql://tieout:" + SECRET + "@db/tieout")) {
      assertThat(problems(SMALL + "database: {url: \"" + url + "\"}\n"))
          .containsExactly(
              "database: the database URL holds a password; give user and password in fields of"
                  + " their own");
    }
  }

  @Test
  void a_database_password_without_a_url_does_not_silently_mean_the_embedded_one() {
    assertThat(problems(SMALL + "database: {password: \"${TIEOUT_DB_PASSWORD}\"}\n"))
        .singleElement()
        .asString()
        .startsWith("database.url is missing; write jdbc:postgresql://HOST:5432/NAME");
  }

  @Test
  void a_person_listed_twice_is_told() {
    assertThat(problems(SMALL.replace("U0FINN", "U0CARO")))
        .containsExactly("people[2].slack_user 'U0CARO' is listed twice; list each person once");
  }

  @Test
  void all_bad_roles_are_told() {
    assertThat(problems(SMALL.replace("[cfo]", "[cfo, Big Boss, 7]")))
        .containsExactly(
            "people[2].roles holds role 'Big Boss': use lower-case letters, digits and _, at most 40",
            "people[2].roles holds role '7': use lower-case letters, digits and _, at most 40");
  }

  @Test
  void a_role_that_the_policy_asks_must_be_held() {
    assertThat(problems(SMALL.replace("[cfo]", "[cof]")))
        .containsExactly(
            "people has 0 who can decide as cfo, and the policy asks for 1; give the role to more"
                + " people, or change the policy",
            "people has 1 who can decide as 2 of controller or cfo, and the policy asks for 2; give"
                + " the role to more people, or change the policy");
  }

  @Test
  void a_policy_that_asks_auditors_is_refused() throws IOException {
    String shipped = Files.readString(Path.of("src/main/resources/policy/default.yaml"));
    Files.writeString(folder.resolve("audited.yaml"), shipped.replace("cfo", "auditor"));

    assertThat(problems(SMALL.replace("[cfo]", "[auditor]") + "policy: audited.yaml\n"))
        .containsExactly(
            "policy asks the role auditor, which reads everything and decides nothing; ask another role");
  }

  @Test
  void a_policy_of_ones_own_is_read_and_its_problems_carry_file_and_rule() throws IOException {
    String shipped = Files.readString(Path.of("src/main/resources/policy/default.yaml"));
    Files.writeString(folder.resolve("mine.yaml"), shipped.replace("\"default-4\"", "\"mine-7\""));
    Files.writeString(
        folder.resolve("bad.yaml"),
        shipped
            .replace("discount_above: 20", "discount_above: much")
            .replace("3 working days", "soon"));

    assertThat(read(SMALL + "policy: mine.yaml\n").config().policy().version()).isEqualTo("mine-7");
    assertThat(problems(SMALL + "policy: bad.yaml\n"))
        .hasSize(2)
        .allMatch(p -> p.startsWith("policy bad.yaml: "))
        .anyMatch(p -> p.contains("deep-discount"))
        .anyMatch(p -> p.contains("deadline"));
    assertThat(problems(SMALL + "policy: missing.yaml\n"))
        .singleElement()
        .asString()
        .contains("missing.yaml' cannot be read");
  }

  @Test
  void broken_yaml_and_keys_given_twice_are_told_without_quoting_the_file() {
    String message =
        refused("slack:\n  bot_token: 'xoxb-pasted\n  a: [b\n", ENVIRONMENT).getMessage();

    assertThat(message).contains("not YAML at line").doesNotContain("xoxb-pasted");
    assertThat(refused("xoxb-pasted", ENVIRONMENT)).hasMessageContaining("it holds no sections");
    assertThat(refused("xoxb-pasted", ENVIRONMENT).getMessage()).doesNotContain("xoxb");
    assertThat(refused(SMALL + "slack: {}\n", ENVIRONMENT)).hasMessageContaining("slack");
  }

  @Test
  void sections_of_the_wrong_shape_are_told() {
    assertThat(problems(SMALL + "web: yes\nmodel: [a]\n"))
        .containsExactly(
            "web is not a section; put its fields below it, indented",
            "model is not a section; put its fields below it, indented");
    assertThat(problems(SMALL.replace("C0123456789", "[C0123456789]")))
        .containsExactly("slack.finance_channel is not a text; write one value after the colon");
  }

  @Test
  void ids_that_are_names_are_told() {
    assertThat(problems(SMALL.replace("C0123456789", "\"#finance\"").replace("U0FINN", "finn")))
        .hasSize(2)
        .anyMatch(p -> p.startsWith("slack.finance_channel is not a channel's id"))
        .anyMatch(p -> p.startsWith("people[2].slack_user is not a member id"));
  }

  @Test
  void half_a_model_is_told() {
    assertThat(problems(SMALL + "model: {name: m}\n"))
        .singleElement()
        .asString()
        .startsWith("model.base_url is missing");
    assertThat(problems(SMALL + "model: {base_url: \"https://m.example/v1\"}\n"))
        .containsExactly("model.name is missing; name the model as its server knows it");
  }

  @Test
  void a_file_that_is_not_there_is_told_with_an_example() {
    Path none = folder.resolve("none.yaml");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigFile.read(none, Map.of()))
        .withMessageContainingAll(none.toString(), "it does not exist", "docs/tieout.example.yaml");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigFile.read(folder, Map.of()))
        .withMessageContaining("it cannot be read");
  }
}
