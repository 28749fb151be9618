package io.tieout.vendor.hubspot;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Checkable;
import io.tieout.fact.check.Installable;
import io.tieout.fact.check.Lifetime;
import io.tieout.fact.check.Retiring;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Activity;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmPage;
import io.tieout.fact.crm.CrmRecord;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.DealStamp;
import io.tieout.fact.crm.Product;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.oauth.TokenVault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// One HubSpot portal as a CRM to read, and our own properties in it to write.
public final class HubSpotCrm
    implements Crm, CrmWriter, Checkable, Installable, Retiring, AutoCloseable {
  private static final Set<String> TAKEN = Set.of(HubSpotFaults.CONFLICT, HubSpotFaults.NOT_UNIQUE);

  private final HubSpotSettings settings;
  private final InstantSource clock;
  private final HubSpotTokens tokens;
  private final HubSpotApi api;
  private final HubSpotDeals deals;
  private final HubSpotLines lines;
  private final HubSpotRecords records;
  private final HubSpotTasks tasks;
  private final HubSpotFeed feed;
  private final QuoteFiles files;

  /// With a service key.
  public HubSpotCrm(HubSpotSettings settings, Timing timing) {
    this(settings, Optional.empty(), timing);
  }

  /// @param vault keeps the refresh token of an app; a service key needs none
  public HubSpotCrm(HubSpotSettings settings, Optional<TokenVault> vault, Timing timing) {
    this.settings = settings;
    this.clock = timing.clock();
    this.tokens = HubSpotTokens.of(settings, vault, timing);
    this.api = new HubSpotApi(settings, tokens.source(), timing);
    Associations associations = new Associations(api, timing, settings.reading().settling());
    Stages stages = new Stages(api, timing.clock());
    this.deals =
        new HubSpotDeals(api, settings, associations, stages, new Owners(api, timing.clock()));
    this.lines = new HubSpotLines(api, associations, settings.productFamily());
    this.records = new HubSpotRecords(api, settings, associations);
    this.tasks = new HubSpotTasks(api, associations);
    HubSpotSearch search = new HubSpotSearch(api, settings.reading().searchPage());
    this.feed = new HubSpotFeed(api, search, associations, deals);
    this.files = new QuoteFiles(deals.quotes(), settings, timing);
  }

  @Override
  public String system() {
    return "hubspot";
  }

  /// The API version that the portal serves us.
  public String apiVersion() {
    return api.portal().version();
  }

  /// How much of the limits is used, as HubSpot said last.
  public Optional<Usage> usage() {
    return api.usage();
  }

  /// Our own properties in this portal, to install or to check.
  public HubSpotProperties properties() {
    return new HubSpotProperties(api);
  }

  @Override
  public List<Check> checks() {
    return new HubSpotChecks(api, clock).run();
  }

  @Override
  public Lifetime lifetime() {
    return HubSpotVersions.lifetime(apiVersion());
  }

  @Override
  public void install() {
    properties().install();
  }

  /// HubSpot's clock less the lag of its index: what happened until then is found by search.
  @Override
  public Instant serverTime() {
    return api.now().minus(settings.reading().indexLag());
  }

  @Override
  public Optional<Deal> deal(String dealId) {
    return deals.deal(Row.id(dealId));
  }

  @Override
  public List<DealLine> lines(String dealId) {
    Row deal = dealRow(dealId);
    return lines.of(deal, Shape.read("deal " + dealId, () -> deals.currency(deal)));
  }

  @Override
  public Optional<Account> account(String accountId) {
    return records.account(Row.id(accountId));
  }

  @Override
  public Optional<Contact> contact(String contactId) {
    return records.contact(Row.id(contactId));
  }

  @Override
  public Optional<Product> product(String productId) {
    return records.product(Row.id(productId));
  }

  @Override
  public Optional<Contact> billingContact(String dealId) {
    return records.billing(Row.id(dealId));
  }

  @Override
  public Optional<Quote> quote(String quoteId) {
    return deals.quotes().quote(Row.id(quoteId));
  }

  /// A quote's PDF goes by the quote's id.
  @Override
  public Document document(String documentId) {
    return files.document(Row.id(documentId));
  }

  @Override
  public List<DealStamp> dealsChanged(Instant from, Instant to) {
    return feed.deals(from, to);
  }

  @Override
  public List<CrmChange> changes(Instant from, Instant to) {
    return feed.changes(from, to);
  }

  @Override
  public CrmPage page(CrmKind kind, Optional<String> after) {
    HubSpotType type = HubSpotType.of(kind);
    Json.Obj page = api.list(type, propertiesOf(kind), after, false);
    String what = "a page of " + type.path();
    List<Row> rows =
        Shape.read(
            what, () -> page.objects("results").stream().map(r -> new Row(type, r)).toList());
    return new CrmPage(
        List.copyOf(Shape.read(what, () -> records(kind, rows))),
        Shape.read(what, () -> HubSpotApi.next(page)));
  }

  @Override
  public List<Activity> activities(String dealId, String key) {
    return tasks.of(Row.id(dealId), key);
  }

  @Override
  public void writeFinance(String dealId, DealFinance finance) {
    String id = Row.id(dealId);
    checkCurrency(id, finance);
    try {
      api.write("PATCH", api.objects(HubSpotType.DEAL, "/" + id), FinanceProperties.body(finance));
    } catch (FaultException e) {
      throw e.fault() instanceof Fault.Refused(_, String code, _) && TAKEN.contains(code)
          ? taken(id, finance, e)
          : e;
    }
  }

  @Override
  public String logActivity(Activity activity) {
    Row.id(activity.dealId());
    return tasks.log(activity);
  }

  @Override
  public void close() {
    files.close();
    api.close();
    tokens.close();
  }

  private Row dealRow(String dealId) {
    String id = Row.id(dealId);
    return deals
        .row(id, List.of("deal_currency_code", "hs_lastmodifieddate"))
        .orElseThrow(
            () -> new Fault.Refused("HubSpot has no deal " + id, "NOT_FOUND").asException());
  }

  /// HubSpot keeps a bare number in the deal's currency: one in another would be misread. Reading
  /// the deal also keeps a write to one that was merged away from landing on another.
  private void checkCurrency(String id, DealFinance finance) {
    Row deal = dealRow(id);
    List<CurrencyUnit> written =
        Stream.of(finance.invoiceAmount(), finance.balance())
            .flatMap(Optional::stream)
            .map(Money::getCurrencyUnit)
            .distinct()
            .toList();
    CurrencyUnit kept = Shape.read("deal " + id, () -> deals.currency(deal));
    if (!written.isEmpty() && !written.equals(List.of(kept))) {
      throw new Fault.Refused(
              "HubSpot: deal %s is in %s, amounts in %s cannot be kept on it"
                  .formatted(id, kept, written),
              "CURRENCY_MISMATCH")
          .asException();
    }
  }

  /// Names the deal that holds the key, read by the key itself: the id in HubSpot's words is no
  /// promise, and search would be late.
  private FaultException taken(String id, DealFinance finance, FaultException cause) {
    Optional<String> other =
        finance
            .syncKey()
            .flatMap(key ->
                api.findBy(
                    HubSpotType.DEAL,
                    FinanceProperties.SYNC_KEY,
                    key,
                    List.of(FinanceProperties.SYNC_KEY)))
            .map(Row::id)
            .filter(found -> !found.equals(id));
    return new FaultException(
        new Fault.Refused(
            "HubSpot: the sync key of deal %s is already on %s; clear it there or find out why"
                .formatted(id, other.map(o -> "deal " + o).orElse("another deal")),
            HubSpotFaults.CONFLICT,
            Optional.of(FinanceProperties.SYNC_KEY)),
        cause);
  }

  private List<String> propertiesOf(CrmKind kind) {
    return switch (kind) {
      case DEAL -> deals.properties();
      case ACCOUNT -> records.companyProperties();
      case CONTACT -> records.contactProperties();
      case PRODUCT -> records.productProperties();
    };
  }

  private List<? extends CrmRecord> records(CrmKind kind, List<Row> rows) {
    return switch (kind) {
      case DEAL -> deals.whole(rows);
      case ACCOUNT -> rows.stream().map(records::account).toList();
      case CONTACT -> records.contacts(rows);
      case PRODUCT -> rows.stream().map(records::product).toList();
    };
  }
}
