package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Instant;
import java.util.List;

/// A fault as the vendor answers it: code, texts and HTTP status.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String code;
  private final String title;
  private final String detail;
  private final String element;

  private Refusal(
      int status, String type, String code, String title, List<String> detailAndElement) {
    super(code + " " + title + ": " + detailAndElement.getFirst());
    this.status = status;
    this.type = type;
    this.code = code;
    this.title = title;
    this.detail = detailAndElement.getFirst();
    this.element = detailAndElement.size() > 1 ? detailAndElement.get(1) : "";
  }

  static Refusal validation(String code, String title, String detail) {
    return new Refusal(400, "ValidationFault", code, title, List.of(detail));
  }

  private static Refusal at(String element, String code, String title, String detail) {
    return new Refusal(400, "ValidationFault", code, title, List.of(detail, element));
  }

  static Refusal missing(String parameter) {
    return at(
        parameter,
        "2020",
        "Required param missing, need to supply the required value for the API",
        "Required parameter " + parameter + " is missing in the request");
  }

  static Refusal unreadable(String why) {
    return validation("2010", "Request has invalid or unsupported property", why);
  }

  static Refusal tooLong(String element, int max, int length) {
    return at(
        element,
        "2050",
        "String length is either shorter or longer than supported by specification",
        "String length specified does not match the supported length. Min:0 Max:%d supported. Supplied length:%d"
            .formatted(max, length));
  }

  static Refusal badChoice(String element, String value) {
    return at(
        element,
        "2170",
        "Invalid Enumeration",
        "Invalid Enumeration : " + value + " is no value of " + element);
  }

  static Refusal badEmail(String value) {
    return at(
        "Address",
        "2210",
        "Invalid Email Address format",
        "Invalid Email Address format : the e-mail address " + value + " is not well formed");
  }

  static Refusal badReference(String what, String id) {
    return at(
        what,
        "2500",
        "Invalid Reference Id",
        "Invalid Reference Id : " + what + " element id " + id + " not found");
  }

  static Refusal notFound() {
    return validation(
        "610",
        "Object Not Found",
        "Object Not Found : Something you're trying to use has been made inactive. Check the"
            + " fields with accounts, customers, items, vendors or employees.");
  }

  static Refusal cannotLink(String txnId) {
    return validation(
        "620", "Transaction cannot be linked", "TxnID " + txnId + " cannot be linked");
  }

  static Refusal stale() {
    return validation(
        "5010",
        "Stale Object Error",
        "Stale Object Error : You and another user were working on this at the same time. The"
            + " other user finished before you did, so your work was not saved.");
  }

  static Refusal business(String why) {
    return validation(
        "6000",
        "A business validation error has occurred while processing your request",
        "Business Validation Error: " + why);
  }

  static Refusal closedPeriod() {
    return validation(
        "6210",
        "Account Period Closed, Cannot Update Through Services API",
        "The account period has closed and the account books cannot be updated through the"
            + " QBO Services API. Please use the QBO website to make these changes.");
  }

  static Refusal duplicateName() {
    return validation(
        "6240",
        "Duplicate Name Exists Error",
        "The name supplied already exists. : Another customer, vendor or employee is already"
            + " using this name. Please use a different name.");
  }

  static Refusal duplicateNumber(String number, String type, String id) {
    return validation(
        "6140",
        "Duplicate Document Number Error",
        "Duplicate Document Number Error : You must specify a different number. This number has"
            + " already been used. DocNumber=%s is assigned to TxnType=%s with TxnId=%s"
                .formatted(number, type, id));
  }

  static Refusal unsupported(String what) {
    return validation("500", "Unsupported Operation", what + " is not supported.");
  }

  static Refusal badQuery(String why) {
    return validation("4001", "Invalid query", "QueryValidationError: " + why);
  }

  static Refusal unparsedQuery(String why) {
    return validation("4000", "Error parsing query", "QueryParserError: " + why);
  }

  static Refusal tokenExpired() {
    return new Refusal(
        401,
        "AUTHENTICATION",
        "3200",
        "message=AuthenticationFailed; errorCode=003200; statusCode=401",
        List.of("Token expired or not known"));
  }

  static Refusal otherCompany() {
    return new Refusal(
        403,
        "AUTHENTICATION",
        "3100",
        "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
        List.of("The application is not authorised for this company"));
  }

  static Refusal throttled() {
    return new Refusal(
        429,
        "SERVICE",
        "3001",
        "message=ThrottleExceeded; errorCode=003001; statusCode=429",
        List.of("An error occurred while processing your request: throttled"));
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /// The fault alone, as a batch item or an upload part carries it.
  Json.Obj fault() {
    JsonObjBuilder error =
        Json.object().put("Message", title).put("Detail", detail).put("code", code);
    if (!element.isEmpty()) {
      error.put("element", element);
    }
    return Json.object().put("Error", List.of(error.build())).put("type", type).build();
  }

  /// The whole answer. The gateway in front of the books writes its keys in lower case and its time
  /// as a number.
  Json.Obj body(Instant now) {
    if (type.equals("ValidationFault")) {
      return Json.object().put("Fault", fault()).put("time", Stamp.precise(now)).build();
    }
    Json.Obj error =
        Json.object().put("message", title).put("detail", detail).put("code", code).build();
    return Json.object()
        .put("fault", Json.object().put("error", List.of(error)).put("type", type))
        .put("time", now.toEpochMilli())
        .build();
  }
}
