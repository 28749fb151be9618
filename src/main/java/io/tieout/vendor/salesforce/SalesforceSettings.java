package io.tieout.vendor.salesforce;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// How to reach one Salesforce organisation.
///
/// @param loginUrl where tokens are asked for: the My Domain host, or for [Grant.Jwt] also
///   `https://login.salesforce.com` or `https://test.salesforce.com`
/// @param clientId the External Client App's consumer key
/// @param apiVersion the newest version to use; an organisation that offers less gets less
/// @param organizationId the 18-character id that must answer; empty to take any
/// @param currency of an organisation with one currency; empty to ask the organisation
/// @param also further fields to read, by which deals are routed
/// @param pollSharePercent of the organisation's daily calls beyond which polling stops
/// @param auditCopy whether audit entries about deals are copied to `Tieout_Audit__c`
public record SalesforceSettings(
    URI loginUrl,
    String clientId,
    Grant grant,
    String apiVersion,
    Optional<String> organizationId,
    Optional<CurrencyUnit> currency,
    TermFields terms,
    FinanceFields finance,
    ReadAlso also,
    int pollSharePercent,
    boolean auditCopy,
    Settings http) {
  /// How our calls name us; comes back as `client=` in the origin of a change event.
  public static final String CLIENT_NAME = "Tieout";

  public static final String DEFAULT_API_VERSION = "67.0";
  public static final int DEFAULT_POLL_SHARE_PERCENT = 70;

  public SalesforceSettings {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("the Salesforce client id (consumer key) is empty");
    }
    if (!apiVersion.matches("\\d{2,3}\\.0")) {
      throw new IllegalArgumentException(
          "the Salesforce API version must look like 67.0, not '" + apiVersion + "'");
    }
    if (pollSharePercent < 1 || pollSharePercent > 100) {
      throw new IllegalArgumentException(
          "the polling share must be 1 to 100 percent, not " + pollSharePercent);
    }
    organizationId = organizationId.map(SalesforceId::of);
  }

  /// The settings with every default.
  public static SalesforceSettings of(URI loginUrl, String clientId, Grant grant) {
    return new SalesforceSettings(
        loginUrl,
        clientId,
        grant,
        DEFAULT_API_VERSION,
        Optional.empty(),
        Optional.empty(),
        TermFields.DEFAULT,
        FinanceFields.DEFAULT,
        ReadAlso.NOTHING,
        DEFAULT_POLL_SHARE_PERCENT,
        false,
        Settings.DEFAULT);
  }

  public SalesforceSettings withOrganization(String id) {
    return new SalesforceSettings(
        loginUrl,
        clientId,
        grant,
        apiVersion,
        Optional.of(id),
        currency,
        terms,
        finance,
        also,
        pollSharePercent,
        auditCopy,
        http);
  }

  public SalesforceSettings withHttp(Settings other) {
    return new SalesforceSettings(
        loginUrl,
        clientId,
        grant,
        apiVersion,
        organizationId,
        currency,
        terms,
        finance,
        also,
        pollSharePercent,
        auditCopy,
        other);
  }

  public SalesforceSettings withAlso(ReadAlso other) {
    return new SalesforceSettings(
        loginUrl,
        clientId,
        grant,
        apiVersion,
        organizationId,
        currency,
        terms,
        finance,
        other,
        pollSharePercent,
        auditCopy,
        http);
  }

  /// With copies of audit entries, or without.
  public SalesforceSettings withAuditCopy(boolean other) {
    return new SalesforceSettings(
        loginUrl,
        clientId,
        grant,
        apiVersion,
        organizationId,
        currency,
        terms,
        finance,
        also,
        pollSharePercent,
        other,
        http);
  }

  /// Fields of the organisation that are read beside the usual ones, by their API names; each may
  /// be absent.
  public record ReadAlso(List<String> deal, List<String> account) {
    public static final ReadAlso NOTHING = new ReadAlso(List.of(), List.of());

    public ReadAlso {
      deal = List.copyOf(deal);
      account = List.copyOf(account);
    }
  }

  BigDecimal version() {
    return new BigDecimal(apiVersion);
  }

  /// How we prove who we are.
  public sealed interface Grant {
    /// The app's own secret; the app names the user to run as.
    record ClientCredentials(Secret clientSecret) implements Grant {}

    /// A signed assertion for a user who was approved beforehand.
    ///
    /// @param privateKey PKCS#8 in PEM
    /// @param audience `https://login.salesforce.com`, or `https://test.salesforce.com` for a
    ///   sandbox
    record Jwt(String username, Secret privateKey, String audience) implements Grant {}
  }

  /// The organisation's own fields of the Opportunity for what sales agreed on; each may be absent.
  public record TermFields(
      String paymentTerms, String poNumber, String serviceStart, String serviceEnd) {
    public static final TermFields DEFAULT =
        new TermFields("Payment_Terms__c", "PO_Number__c", "Service_Start__c", "Service_End__c");

    List<String> all() {
      return List.of(paymentTerms, poNumber, serviceStart, serviceEnd);
    }
  }

  /// Our own fields of the Opportunity, deployed from `manifest/salesforce`.
  public record FinanceFields(
      String syncKey,
      String syncStatus,
      String invoiceNumber,
      String invoiceLink,
      String invoiceAmount,
      String paymentStatus,
      String balance,
      String lastPaymentDate,
      String auditReference) {
    public static final FinanceFields DEFAULT =
        new FinanceFields(
            "Tieout_Sync_Key__c",
            "Tieout_Sync_Status__c",
            "Tieout_Invoice_Number__c",
            "Tieout_Invoice_Link__c",
            "Tieout_Invoice_Amount__c",
            "Tieout_Payment_Status__c",
            "Tieout_Balance__c",
            "Tieout_Last_Payment_Date__c",
            "Tieout_Audit_Reference__c");

    public List<String> all() {
      return List.of(
          syncKey,
          syncStatus,
          invoiceNumber,
          invoiceLink,
          invoiceAmount,
          paymentStatus,
          balance,
          lastPaymentDate,
          auditReference);
    }
  }
}
