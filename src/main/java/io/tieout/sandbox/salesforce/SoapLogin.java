package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SOAP's `login()`, which old clients still use; it ends with version 64.0.
final class SoapLogin {
  private static final int LAST_VERSION = 64;
  private static final Pattern PATH = Pattern.compile("/services/Soap/([uc])/(\\d+)\\.0(/.*)?");

  private final Auth auth;

  SoapLogin(Auth auth) {
    this.auth = auth;
  }

  HttpAnswer answer(HttpCall call, String base) {
    Matcher path = PATH.matcher(call.path());
    if (!path.matches()) {
      return fault("UNKNOWN_EXCEPTION", "Destination URL not found");
    }
    int version = Integer.parseInt(path.group(2));
    if (version > LAST_VERSION) {
      return fault("UNSUPPORTED_API_VERSION", "login() is not supported in this version");
    }
    Optional<String> session =
        auth.soapSession(element(call, "username"), element(call, "password"));
    if (session.isEmpty()) {
      return fault(
          "INVALID_LOGIN",
          "INVALID_LOGIN: Invalid username, password, security token; or user locked out.");
    }
    Auth.Login login = auth.login();
    String server =
        "%s/services/Soap/%s/%d.0/%s"
            .formatted(base, path.group(1), version, login.orgId().substring(0, 15));
    String body =
        """
        <loginResponse><result><metadataServerUrl>%s</metadataServerUrl>\
        <passwordExpired>false</passwordExpired><sandbox>false</sandbox><serverUrl>%s</serverUrl>\
        <sessionId>%s</sessionId><userId>%s</userId><userInfo><organizationId>%s</organizationId>\
        <userId>%s</userId><userName>%s</userName></userInfo></result></loginResponse>\
        """
            .formatted(
                server.replace("/" + path.group(1) + "/", "/m/"),
                server,
                session.get(),
                login.userId(),
                login.orgId(),
                login.userId(),
                login.username());
    return xml(200, body);
  }

  private static String element(HttpCall call, String name) {
    Matcher m = Pattern.compile("<(?:\\w+:)?" + name + ">([^<]*)</").matcher(call.text());
    return m.find()
        ? m.group(1)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&")
        : "";
  }

  private static HttpAnswer fault(String code, String message) {
    return xml(
        500,
        """
        <soapenv:Fault><faultcode>sf:%s</faultcode><faultstring>%s</faultstring>\
        <detail><sf:LoginFault><sf:exceptionCode>%s</sf:exceptionCode>\
        <sf:exceptionMessage>%s</sf:exceptionMessage></sf:LoginFault></detail></soapenv:Fault>\
        """
            .formatted(code, message, code, message));
  }

  private static HttpAnswer xml(int status, String body) {
    return HttpAnswer.of(
        status,
        "text/xml; charset=utf-8",
        """
        <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
        xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" \
        xmlns:sf="urn:fault.partner.soap.sforce.com"><soapenv:Body>%s</soapenv:Body></soapenv:Envelope>\
        """
            .formatted(body));
  }
}
