package io.tieout.engine.mirror;

import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmPage;
import io.tieout.fact.crm.CrmRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Fills the mirror from a CRM: all records of every kind. Run often; it walks when a walk is due
/// and goes on with one that was broken off. It heals whatever webhooks and polls have missed.
public final class CrmCopy {
  private final Crm crm;
  private final Walker walker;

  public CrmCopy(Crm crm, Copying copying) {
    this.crm = crm;
    List<Walk> walks =
        Arrays.stream(CrmKind.values()).map(kind -> new Walk(ground(kind), copying)).toList();
    this.walker = new Walker(walks, copying.settings().pages());
  }

  public void run() {
    walker.run();
  }

  /// A record by its kind and id.
  static Optional<CrmRecord> read(Crm crm, CrmKind kind, String id) {
    return switch (kind) {
      case DEAL -> crm.deal(id).map(CrmRecord.class::cast);
      case ACCOUNT -> crm.account(id).map(CrmRecord.class::cast);
      case CONTACT -> crm.contact(id).map(CrmRecord.class::cast);
      case PRODUCT -> crm.product(id).map(CrmRecord.class::cast);
    };
  }

  private Walk.Ground ground(CrmKind kind) {
    return new Walk.Ground(
        new Walk.Of(crm.system(), Naming.word(kind)),
        after -> page(kind, after),
        id -> read(crm, kind, id).map(this::entry));
  }

  private Walk.Page page(CrmKind kind, Optional<String> after) {
    CrmPage page = crm.page(kind, after);
    return new Walk.Page(page.records().stream().map(this::entry).toList(), page.next());
  }

  private Walk.Entry entry(CrmRecord record) {
    return new Walk.Entry(asOf -> Mirror.of(crm.system(), record, asOf));
  }
}
