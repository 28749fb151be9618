package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.slack.Outcome;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The stop for all writes, from the order in Slack to the books.
class HaltTest {
  private static final Scene SCENE = new Scene();

  @AfterAll
  static void close() {
    SCENE.close();
  }

  private static void order(String words) {
    assertThat(SCENE.slack.command(Scene.CARO, SCENE.board.channel(), "/tieout", words))
        .isInstanceOf(Outcome.Taken.class);
  }

  private static Post whispered(String words) {
    return SCENE.await(
        "Caro is told " + words,
        () ->
            SCENE.board.posts(Scene.CARO).reversed().stream()
                .filter(p -> p.message().flag("is_ephemeral") && p.text().contains(words))
                .findFirst());
  }

  private static String get(String path) {
    var answer = SCENE.send("GET", path, Map.of(), new byte[0]);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  @Test
  void what_is_approved_under_a_halt_reaches_the_books_once_it_is_lifted_and_once() {
    order("halt all because the prices are wrong");
    SCENE.board.seen("All writes are halted", "the prices are wrong");
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    assertThat(card.text()).contains("All writes are halted");
    SCENE.board.click(Scene.CARO, card, "approve");
    SCENE.board.becomes(card, "waits: all writes are halted by Caro");
    SCENE.awaitQuiet();
    assertThat(SCENE.invoices(sale.word())).isEmpty();

    SCENE.restart();
    get("/healthz");
    get("/readyz");
    assertThat(get("/metrics"))
        .contains("tieout_halted{scope=\"all\"} 1", "tieout_halted{scope=\"quickbooks/main\"} 0");
    SCENE.awaitQuiet();
    assertThat(SCENE.invoices(sale.word())).isEmpty();
    assertThat(SCENE.count("select count(*) as n from effect_event where state = 'SENT'")).isZero();

    order("resume all because the prices are right again");
    Post question = whispered("Nothing goes on before you confirm");
    assertThat(question.text()).contains("QuickBooks: 1 change");
    SCENE.slack.click(
        Scene.CARO, SCENE.board.channel(), question.ts(), "choose_0", Optional.empty());
    SCENE.board.seen("All writes go on", "the prices are right again");
    SCENE.board.becomes(card, Board.POSTED);
    SCENE.awaitQuiet();
    assertThat(SCENE.invoices(sale.word())).hasSize(1);
    assertThat(SCENE.states(sale.deal(), "CreateInvoice")).containsExactly("DONE");
    assertThat(get("/metrics")).contains("tieout_halted{scope=\"all\"} 0");
  }
}
