package io.tieout.engine.effect;

import io.tieout.engine.db.Sql;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.engine.mirror.Link;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.json.Records;
import java.util.List;

/// What the books told of an invoice before we knew whose it is, a payment while its making was in
/// doubt for example, concerned nobody then. So each is looked at once when it is ours.
final class FirstLook {
  private FirstLook() {}

  static void at(Sql sql, EffectRunner.Deps deps, String proposalId, List<Effect> effects) {
    effects.stream()
        .filter(effect -> effect.state() == EffectState.CONFIRMED)
        .flatMap(effect -> links(effect).stream())
        .filter(link -> link.ledgerKind().equals("invoice"))
        .forEach(link -> deps.inbox().accept(sql, news(link).atFirstLook(proposalId)));
  }

  private static LedgerNews news(Link link) {
    return LedgerNews.changed(
        link.ledgerSystem(), link.book(), LedgerKind.INVOICE, link.ledgerId());
  }

  /// What a step's outcome makes belong together, as kept with it.
  static List<Link> links(Effect effect) {
    return effect.last().details().objects("links").stream()
        .map(link -> Records.read(link, Link.class))
        .toList();
  }
}
