package io.tieout.sandbox.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.intuit.ipp.core.Context;
import com.intuit.ipp.core.ServiceType;
import com.intuit.ipp.data.Attachable;
import com.intuit.ipp.data.AttachableRef;
import com.intuit.ipp.data.CompanyInfo;
import com.intuit.ipp.data.Customer;
import com.intuit.ipp.data.EmailStatusEnum;
import com.intuit.ipp.data.EntityStatusEnum;
import com.intuit.ipp.data.IntuitEntity;
import com.intuit.ipp.data.Invoice;
import com.intuit.ipp.data.Line;
import com.intuit.ipp.data.LineDetailTypeEnum;
import com.intuit.ipp.data.LinkedTxn;
import com.intuit.ipp.data.OperationEnum;
import com.intuit.ipp.data.Payment;
import com.intuit.ipp.data.Preferences;
import com.intuit.ipp.data.ReferenceType;
import com.intuit.ipp.data.SalesItemLineDetail;
import com.intuit.ipp.exception.FMSException;
import com.intuit.ipp.security.OAuth2Authorizer;
import com.intuit.ipp.services.BatchOperation;
import com.intuit.ipp.services.CDCQueryResult;
import com.intuit.ipp.services.DataService;
import com.intuit.ipp.util.Config;
import com.intuit.oauth2.client.OAuth2PlatformClient;
import com.intuit.oauth2.config.OAuth2Config;
import com.intuit.oauth2.data.BearerTokenResponse;
import com.intuit.oauth2.exception.OAuthException;
import io.tieout.value.json.Json;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Intuit's own Java client against the stand-in.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SAME_THREAD)
class QuickBooksDevkitTest {
  private final Shop shop = new Shop();
  private final Json.Obj info = shop.books.info();

  /// The devkit's default transport loses the port of its base address.
  @BeforeEach
  void point_the_devkit_at_the_stand_in() {
    Config.setProperty(Config.HTTP_TRANSPORT, "HTTP_URL_CONNECTION");
    Config.setProperty(Config.BASE_URL_QBO, info.text("apiBase"));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void an_invoice_lives_from_creation_to_deletion() throws FMSException {
    DataService service = service();
    Customer customer = service.add(customer("Devkit Diner"));
    Invoice created = service.add(invoice(customer, "125.50"));
    assertThat(created.getTotalAmt()).isEqualByComparingTo("125.50");
    assertThat(created.getDocNumber()).isNotBlank();
    assertThat(created.getLine()).hasSize(2);

    created.setPrivateNote("seen by the devkit");
    Invoice updated = service.update(created);
    assertThat(updated.getSyncToken()).isEqualTo("1");
    assertThat(service.findById(key(new Invoice(), updated)).getPrivateNote())
        .isEqualTo("seen by the devkit");
    assertFault("5010", () -> service.update(created));

    Invoice sent = service.sendEmail(updated, "ap@diner.example");
    assertThat(sent.getEmailStatus()).isEqualTo(EmailStatusEnum.EMAIL_SENT);
    Invoice voided = service.voidRequest(sent);
    assertThat(voided.getTotalAmt()).isEqualByComparingTo("0");
    assertThat(voided.getPrivateNote()).startsWith("Voided");
    assertThat(service.delete(voided).getStatus()).isEqualTo(EntityStatusEnum.DELETED);
    assertFault("610", () -> service.findById(key(new Invoice(), updated)));
  }

  @Test
  void a_payment_settles_an_invoice() throws FMSException {
    DataService service = service();
    Customer customer = service.add(customer("Devkit Drapes"));
    Invoice invoice = service.add(invoice(customer, "80.00"));
    Payment payment = service.add(payment(customer, invoice, "80.00"));
    assertThat(payment.getUnappliedAmt()).isEqualByComparingTo("0");
    Invoice paid = service.findById(key(new Invoice(), invoice));
    assertThat(paid.getBalance()).isEqualByComparingTo("0");
    assertThat(paid.getLinkedTxn()).hasSize(1);
    assertFault("6000", () -> service.voidRequest(paid));
    assertThat(service.voidRequest(payment).getTotalAmt()).isEqualByComparingTo("0");
  }

  @Test
  void queries_batches_and_the_change_feed_are_understood() throws FMSException {
    DataService service = service();
    Customer customer = service.add(customer("Devkit D'Oro"));
    assertThat(
            service
                .executeQuery("select * from Customer where DisplayName = 'Devkit D\\'Oro'")
                .getEntities())
        .hasSize(1);
    assertThat(service.executeQuery("select count(*) from Customer").getTotalCount())
        .isGreaterThan(5);
    assertThat(service.findAll(new Preferences())).hasSize(1);
    assertThat(service.findAll(new CompanyInfo()).getFirst().getCountry()).isEqualTo("US");

    BatchOperation batch = new BatchOperation();
    batch.addEntity(customer("Devkit Dates"), OperationEnum.CREATE, "b1");
    batch.addEntity(customer("Devkit D'Oro"), OperationEnum.CREATE, "b2");
    batch.addQuery("select * from Customer where DisplayName = 'Devkit Dates'", "b3");
    service.executeBatch(batch);
    assertThat(((Customer) batch.getEntity("b1")).getId()).isNotBlank();
    assertThat(batch.getFault("b2").getError().getFirst().getCode()).isEqualTo("6240");
    assertThat(batch.getQueryResponse("b3").getEntities()).isEmpty();

    service.delete(service.add(invoice(customer, "10.00")));
    List<CDCQueryResult> changes =
        service.executeCDCQuery(
            List.of(new Invoice(), new Customer()), Stamp.of(Shop.START.minusSeconds(60)));
    assertThat(changes.getFirst().getQueryResults())
        .hasEntrySatisfying("Invoice", q -> assertThat(q.getEntities()).isNotEmpty())
        .hasEntrySatisfying("Customer", q -> assertThat(q.getEntities()).hasSize(2));
  }

  /// The devkit can only download over the transport that loses the port, so plain HTTP does here.
  @Test
  void an_attachment_goes_up_and_comes_down() throws FMSException {
    DataService service = service();
    Invoice invoice = service.add(invoice(service.add(customer("Devkit Docs")), "10.00"));
    Attachable wanted = new Attachable();
    wanted.setFileName("order.txt");
    wanted.setContentType("text/plain");
    AttachableRef ref = new AttachableRef();
    ref.setEntityRef(reference(invoice.getId(), "Invoice"));
    wanted.setAttachableRef(List.of(ref));
    byte[] content = "signed by Zoë".getBytes(StandardCharsets.UTF_8);
    Attachable stored = service.upload(wanted, new ByteArrayInputStream(content));
    assertThat(stored.getId()).isNotBlank();
    assertThat(stored.getSize()).isEqualTo(content.length);
    assertThat(
            service
                .executeQuery(
                    "select * from Attachable where AttachableRef.EntityRef.Type = 'Invoice'"
                        + " and AttachableRef.EntityRef.value = '"
                        + invoice.getId()
                        + "'")
                .getEntities())
        .hasSize(1);
    String address = shop.send(shop.request("download/" + stored.getId()).GET().build()).body();
    assertThat(shop.send(HttpRequest.newBuilder(URI.create(address)).GET().build()).body())
        .isEqualTo("signed by Zoë");
    assertThat(shop.send(shop.request("invoice/" + invoice.getId() + "/pdf").GET().build()).body())
        .startsWith("%PDF-");
  }

  @Test
  void faults_reach_the_caller_with_their_codes() throws FMSException {
    DataService service = service();
    Customer customer = service.add(customer("Devkit Doors"));
    assertFault("6240", () -> service.add(customer("Devkit Doors")));
    shop.books.change(s -> s.closedOn(LocalDate.parse("2026-12-31")));
    assertFault("6210", () -> service.add(invoice(customer, "10.00")));
    shop.books.expireTokens();
    assertFault("3200", () -> service.findAll(new Preferences()));
  }

  @Test
  void the_oauth_client_refreshes_and_is_refused_after_a_revocation() throws Exception {
    OAuth2Config config =
        new OAuth2Config.OAuth2ConfigBuilder(info.text("clientId"), info.text("clientSecret"))
            .callDiscoveryAPI(info.text("discoveryUrl"))
            .buildConfig();
    assertThat(config.getIntuitBearerTokenEndpoint()).isEqualTo(info.text("tokenUrl"));
    OAuth2PlatformClient client = new OAuth2PlatformClient(config);
    BearerTokenResponse tokens = client.refreshToken(info.text("refreshToken"));
    assertThat(tokens.getExpiresIn()).isEqualTo(3600L);
    assertThat(tokens.getRefreshToken()).isEqualTo(info.text("refreshToken"));
    client.revokeToken(tokens.getRefreshToken());
    assertThatThrownBy(() -> client.refreshToken(tokens.getRefreshToken()))
        .isInstanceOf(OAuthException.class);
  }

  private DataService service() throws FMSException {
    OAuth2Authorizer authorizer = new OAuth2Authorizer(shop.books.accessToken());
    return new DataService(new Context(authorizer, ServiceType.QBO, info.text("realmId")));
  }

  private static Customer customer(String name) {
    Customer customer = new Customer();
    customer.setDisplayName(name);
    return customer;
  }

  private static Invoice invoice(Customer customer, String amount) {
    SalesItemLineDetail detail = new SalesItemLineDetail();
    detail.setItemRef(reference("1", ""));
    detail.setQty(BigDecimal.ONE);
    detail.setUnitPrice(new BigDecimal(amount));
    Line line = new Line();
    line.setAmount(new BigDecimal(amount));
    line.setDetailType(LineDetailTypeEnum.SALES_ITEM_LINE_DETAIL);
    line.setSalesItemLineDetail(detail);
    Invoice invoice = new Invoice();
    invoice.setCustomerRef(reference(customer.getId(), ""));
    invoice.setLine(List.of(line));
    return invoice;
  }

  private static Payment payment(Customer customer, Invoice invoice, String amount) {
    LinkedTxn link = new LinkedTxn();
    link.setTxnId(invoice.getId());
    link.setTxnType("Invoice");
    Line line = new Line();
    line.setAmount(new BigDecimal(amount));
    line.setLinkedTxn(List.of(link));
    Payment payment = new Payment();
    payment.setCustomerRef(reference(customer.getId(), ""));
    payment.setTotalAmt(new BigDecimal(amount));
    payment.setLine(List.of(line));
    return payment;
  }

  private static ReferenceType reference(String id, String type) {
    ReferenceType reference = new ReferenceType();
    reference.setValue(id);
    if (!type.isEmpty()) {
      reference.setType(type);
    }
    return reference;
  }

  private static <T extends IntuitEntity> T key(T empty, IntuitEntity of) {
    empty.setId(of.getId());
    return empty;
  }

  private static void assertFault(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FMSException.class,
            e -> assertThat(e.getErrorList().getFirst().getCode()).isEqualTo(code));
  }
}
