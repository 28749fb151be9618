package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.money.Amounts;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// What the tests of odd cases do and look at, on one house a class.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OddStage {
  final OddScene scene;

  OddStage(OddScene scene) {
    this.scene = scene;
  }

  @AfterAll
  void close() {
    scene.close();
  }

  final Post card(OddSale sale) {
    return scene.board().asked(sale.word());
  }

  /// Whoever policy asks approves, the ledger has one invoice of this total, and its lines come to
  /// it.
  final InvoiceView approved(OddSale sale, String total) {
    approve(card(sale));
    return posted(sale, total);
  }

  final void approve(Post card) {
    if (card.offers("approve")) {
      scene.board().clickLate(approver(card), card, "approve");
    } else {
      scene.board().approveTyping(approver(card), card);
    }
    scene.board().becomes(card, Board.POSTED);
  }

  /// Discounts above the norm are the CFO's to approve.
  static String approver(Post card) {
    return card.text().contains("as cfo") ? Scene.FINN : Scene.CARO;
  }

  static InvoiceView posted(OddSale sale, String total) {
    InvoiceView invoice = sale.invoice();
    assertThat(Amounts.text(invoice.total())).isEqualTo(total);
    assertThat(
            Amounts.sum(
                invoice.total().getCurrencyUnit(),
                invoice.lines().stream().map(InvoiceView.Line::amount).toList()))
        .isEqualTo(invoice.total());
    return invoice;
  }

  static List<String> amounts(InvoiceView invoice) {
    return invoice.lines().stream().map(l -> Amounts.text(l.amount())).toList();
  }

  /// The ledger has neither invoice nor customer of this sale, and nobody was asked to approve.
  final void untouched(OddSale sale) {
    scene.awaitQuiet();
    assertThat(scene.books().invoices(sale.word())).isEmpty();
    assertThat(scene.books().billable(sale.word())).isEmpty();
    assertThat(scene.proposals(sale)).isZero();
  }
}
