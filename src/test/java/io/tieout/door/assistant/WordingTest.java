package io.tieout.door.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "where does the Acme invoice stand?|invoice_status|Acme",
        "Where is the invoice for Acme Corporation|invoice_status|Acme Corporation",
        "what's the status of invoice 1042?|invoice_status|1042",
        "status of #1042|invoice_status|1042",
        "INV-1042?|invoice_status|INV-1042",
        "has the acme deal been invoiced yet?|invoice_status|acme",
        "did we bill Globex already|invoice_status|Globex",
        "has Acme paid?|payment_lookup|Acme",
        "did globex pay us|payment_lookup|globex",
        "show me the payments from Umbrella Ltd|payment_lookup|Umbrella Ltd",
        "any payments on invoice 1017|payment_lookup|1017",
        "how much does Globex owe us?|customer_balance|Globex",
        "what is Acme's balance|customer_balance|Acme",
        "outstanding for Initech|customer_balance|Initech",
        "is anything overdue at Acme|customer_balance|Acme",
        "what is waiting for approval?|waiting_approvals|",
        "pending approvals|waiting_approvals|",
        "what do I have to approve|waiting_approvals|",
        "which connections are up?|connections|",
        "why did this need the CFO?|policy_why|?",
        "why was invoice 1001 asked?|policy_why|1001",
        "why did the Acme renewal deal need approval|policy_why|Acme renewal",
        "where does the Policy Works invoice stand?|invoice_status|Policy Works",
        "is Xero paused?|connections|",
        "how much quota is left today|connections|",
        "propose an invoice for the Initech onboarding deal|propose_invoice|Initech onboarding",
        "please draft the invoice for \"Acme – Platform renewal 2027\"|propose_invoice|Acme – Platform renewal 2027",
        "can you invoice Initech|propose_invoice|Initech",
        "create invoice for umbrella pilot|propose_invoice|umbrella pilot",
        "find the Globex deal|find_deal|Globex",
        "which stage is the acme opportunity in|find_deal|acme",
        "show me deal Umbrella pilot|find_deal|Umbrella pilot",
        "<@U0BOT> where does the ACME invoice stand|invoice_status|ACME"
      })
  void ordinary_wordings_are_understood(String text, String tool, String name) {
    Wording.Wish wish = Wording.read(List.of(text)).orElseThrow();
    assertThat(wish.tool()).isEqualTo(tool);
    assertThat(wish.arguments().optText("words").orElse("")).isEqualTo(name == null ? "" : name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "and Globex?|Globex",
        "what about Initech LLC|Initech LLC",
        "and the Umbrella one?|Umbrella"
      })
  void a_follow_up_lends_the_intent_of_what_was_asked_before(String text, String name) {
    Wording.Wish wish =
        Wording.read(List.of("where does the Acme invoice stand?", text)).orElseThrow();
    assertThat(wish.tool()).isEqualTo("invoice_status");
    assertThat(wish.arguments().text("words")).isEqualTo(name);
  }

  @Test
  void a_follow_up_lends_the_name_too() {
    Wording.Wish wish =
        Wording.read(List.of("where does the Acme invoice stand?", "has it been paid?"))
            .orElseThrow();
    assertThat(wish.tool()).isEqualTo("payment_lookup");
    assertThat(wish.arguments().text("words")).isEqualTo("Acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Acme – Platform renewal 2027",
        "Open invoice cleanup deal",
        "Children's Aid payment portal",
        "The \"Big\" one",
        "Bill & Co"
      })
  void a_chosen_name_lends_no_intent_and_is_taken_whole(String name) {
    Wording.Wish wish =
        Wording.read(List.of("what does Acme owe?", "“" + name + "”")).orElseThrow();
    assertThat(wish.tool()).isEqualTo("customer_balance");
    assertThat(wish.arguments().text("words")).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"hello", "thanks!", "what can you do", "tell me a joke"})
  void what_is_not_for_us_gets_no_tool(String text) {
    assertThat(Wording.read(List.of(text))).isEmpty();
  }
}
