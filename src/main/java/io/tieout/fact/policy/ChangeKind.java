package io.tieout.fact.policy;

import io.tieout.fact.change.Change;
import java.util.Arrays;
import java.util.Optional;

/// The kinds of change a rule can name.
public enum ChangeKind {
  CREATE_INVOICE("create_invoice"),
  DRAFT_INVOICE("draft_invoice"),
  DISCARD_DRAFT("discard_draft"),
  UPDATE_DEAL_FINANCE("update_deal_finance"),
  UNDO_INVOICE("undo_invoice"),
  UNDO_UPDATE("undo_update"),
  CHANGE_PEOPLE("change_people"),
  CHANGE_POLICY("change_policy"),
  CHANGE_ROLLOUT("change_rollout");

  private final String word;

  ChangeKind(String word) {
    this.word = word;
  }

  /// As policies write it.
  public String word() {
    return word;
  }

  public static Optional<ChangeKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  public static ChangeKind of(Change change) {
    return switch (change) {
      case Change.CreateInvoice _ -> CREATE_INVOICE;
      case Change.DraftInvoice _ -> DRAFT_INVOICE;
      case Change.DiscardDraft _ -> DISCARD_DRAFT;
      case Change.UpdateDealFinance _ -> UPDATE_DEAL_FINANCE;
      case Change.UndoInvoice _ -> UNDO_INVOICE;
      case Change.UndoUpdate _ -> UNDO_UPDATE;
      case Change.Govern govern -> governing(govern.kind());
    };
  }

  private static ChangeKind governing(String kind) {
    return named("change_" + kind)
        .orElseThrow(() -> new IllegalArgumentException("nothing is governed by a " + kind));
  }

  /// Whether it changes what governs decisions.
  public boolean governs() {
    return switch (this) {
      case CHANGE_PEOPLE, CHANGE_POLICY, CHANGE_ROLLOUT -> true;
      case CREATE_INVOICE,
          DRAFT_INVOICE,
          DISCARD_DRAFT,
          UPDATE_DEAL_FINANCE,
          UNDO_INVOICE,
          UNDO_UPDATE ->
          false;
    };
  }

  /// Whether it takes back what another change did.
  public boolean undoes() {
    return this == UNDO_INVOICE || this == UNDO_UPDATE;
  }

  /// What it takes back; itself when it takes back nothing.
  ChangeKind undone() {
    return switch (this) {
      case UNDO_INVOICE -> CREATE_INVOICE;
      case UNDO_UPDATE -> UPDATE_DEAL_FINANCE;
      case CREATE_INVOICE,
          DRAFT_INVOICE,
          DISCARD_DRAFT,
          UPDATE_DEAL_FINANCE,
          CHANGE_PEOPLE,
          CHANGE_POLICY,
          CHANGE_ROLLOUT ->
          this;
    };
  }

  /// Whether it ever is about a customer to be created: a draft in the books is only made for one
  /// that they have.
  boolean mayBringCustomer() {
    return this == CREATE_INVOICE;
  }

  /// Whether its lines, with their discounts and terms, are looked at.
  boolean hasLines() {
    return this == CREATE_INVOICE || this == DRAFT_INVOICE;
  }
}
