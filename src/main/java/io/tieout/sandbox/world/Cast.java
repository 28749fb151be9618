package io.tieout.sandbox.world;

import io.tieout.fact.party.Address;
import io.tieout.fact.party.Role;
import io.tieout.sandbox.world.Company.Client;
import io.tieout.sandbox.world.Company.Employee;
import io.tieout.sandbox.world.Company.Person;
import io.tieout.sandbox.world.Company.Product;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The people, products and clients that are the same in every seeded company. All invented.
final class Cast {
  private static final String NONE = "-";

  /// code | name | family | unit price in USD | taxable | item name in the books | sku in the books
  private static final String PRODUCTS =
      """
      NW-PLAT-ENT  | Platform Enterprise, annual   | Subscription | 48000.00 | no  | Platform Enterprise, annual | NW-PLAT-ENT
      NW-PLAT-TEAM | Platform Team, annual         | Subscription | 12600.00 | no  | Platform Team, annual       | NW-PLAT-TEAM
      NW-SEAT-STD  | Analyst seat, annual          | Subscription |   540.00 | no  | Analyst seat, annual        | NW-SEAT-STD
      NW-SEAT-VIEW | Viewer seat, annual           | Subscription |    96.00 | no  | Viewer seat, annual         | NW-SEAT-VIEW
      NW-CONN-ERP  | ERP connector pack, annual    | Subscription |  3750.00 | no  | ERP connector pack, annual  | NW-CONN-ERP
      NW-STOR-TB   | Data storage, per TB and year | Subscription |   312.50 | no  | Storage (TB)                | STOR-1TB
      NW-FCST-ADD  | Forecasting add-on, annual    | Subscription |  5400.00 | no  | -                           | -
      NW-SUP-PREM  | Premium support, annual       | Support      |  7200.00 | no  | Premium support, annual     | NW-SUP-PREM
      NW-ONB-STD   | Onboarding package            | Services     |  4950.00 | no  | Onboarding package          | NW-ONB-STD
      NW-CONS-DAY  | Consulting day                | Services     |  1680.00 | no  | Consulting day              | NW-CONS-DAY
      NW-TRN-DAY   | Training day, on site         | Services     |  1450.00 | no  | Onsite Training             | -
      NW-GATE-HW   | Edge gateway device           | Hardware     |  1299.00 | yes | Edge gateway device         | NW-GATE-HW
      """;

  /// key | name | name in the books | street | city | region | postal code | country | domain |
  /// taxable | first contact, who gets the bills | second contact
  private static final String CLIENTS =
      """
      acme      | Acme Corporation              | Acme Corporation             | 1200 Foundry Road          | Dayton        | OH | 45402   | US | acme.example           | yes | Paula Reyes     | Dan Whitcomb
      globex    | Globex GmbH                   | Globex GmbH                  | Lindenallee 48             | Hamburg       | HH | 20259   | DE | globex.example         | no  | Katrin Vogel    | Jonas Ebert
      initech   | Initech LLC                   | -                            | 4120 Friedrich Lane, Ste 9 | Austin        | TX | 78744   | US | initech.example        | yes | Mona Lindqvist  | Peter Obi
      umbrella  | Umbrella Health Group         | Umbrella Health Grp.         | 77 Raccoon Hill Avenue     | Columbus      | OH | 43215   | US | umbrella-health.example| yes | Alicia Marsh    | Bert Coen
      bluewater | Bluewater Logistics, Inc.     | Blue Water Logistics         | 910 Harbor Drive           | Tacoma        | WA | 98402   | US | bluewater.example      | yes | Gil Navarro     | -
      cedar     | Cedar & Pine Outfitters       | Cedar & Pine Outfitters      | 35 Trailhead Court         | Bend          | OR | 97702   | US | cedarpine.example      | yes | Hana Brooks     | -
      dunmore   | Dunmore Precision Tools Ltd   | Dunmore Precision Tools      | 14 Gauge Street            | Leeds         | -  | LS1 4DY | GB | dunmore.example        | no  | Ivor Pell       | Saskia Grant
      eastgate  | Eastgate Medical Center       | Eastgate Medical Center      | 2500 Clinic Parkway        | Nashville     | TN | 37203   | US | eastgate-med.example   | no  | Joyce Ansah     | -
      fairhaven | Fairhaven School District     | Fairhaven School District 12 | 600 Schoolhouse Lane       | Duluth        | MN | 55802   | US | fairhaven-sd.example   | no  | Karl Lund       | Rita Moss
      granite   | Granite Peak Credit Union     | Granite Peak Credit Union    | 81 Summit Street           | Boise         | ID | 83702   | US | granitepeak.example    | yes | Lena Ortiz      | -
      harbor    | Harborview Hotels LP          | Harborview Hotels LP         | 5 Quayside Plaza           | Portland      | ME | 04101   | US | harborview.example     | yes | Miles Turner    | -
      ironclad  | Ironclad Security Systems     | Ironclad Security Systems    | 330 Bastion Boulevard      | Phoenix       | AZ | 85004   | US | ironclad.example       | yes | Nadia Karim     | Otis Wren
      juniper   | Juniper Lane Foods            | Juniper Lane Foods           | 1818 Orchard Way           | Fresno        | CA | 93721   | US | juniperlane.example    | yes | Oscar Delgado   | -
      kestrel   | Kestrel Aerospace Corp.       | Kestrel Aerospace Corp       | 7 Hangar Circle            | Wichita       | KS | 67209   | US | kestrel-aero.example   | yes | Priya Raman     | -
      lakeshore | Lakeshore Property Partners   | -                            | 42 Marina Terrace          | Milwaukee     | WI | 53202   | US | lakeshorepp.example    | yes | Quentin Ames    | -
      meridian  | Meridian Freight Co.          | Meridian Freight Co.         | 2020 Railyard Road         | Kansas City   | MO | 64108   | US | meridianfreight.example| yes | Rosa Jimenez    | Tom Achebe
      northgate | Northgate Dental Alliance     | Northgate Dental Alliance    | 150 Molar Mill Road        | Spokane       | WA | 99201   | US | northgatedental.example| yes | Stella Ivanova  | -
      oakridge  | Oakridge Manufacturing, Inc.  | Oakridge Manufacturing Inc   | 900 Lathe Avenue           | Toledo        | OH | 43604   | US | oakridge-mfg.example   | yes | Trent Holloway  | -
      pinnacle  | Pinnacle Staffing Solutions   | Pinnacle Staffing Solutions  | 66 Ladder Street           | Charlotte     | NC | 28202   | US | pinnaclestaff.example  | yes | Uma Desai       | -
      quarry    | Quarry Street Studios         | -                            | 12 Quarry Street           | Quincy        | MA | 02169   | US | quarrystreet.example   | yes | Vera Stone      | -
      redwood   | Redwood Energy Cooperative    | Redwood Energy Cooperative   | 404 Turbine Trail          | Eureka        | CA | 95501   | US | redwood-coop.example   | no  | Walt Finch      | Zoe Park
      silver    | Silverline Insurance Brokers  | Silverline Insurance Brokers | 28 Underwriter Row         | Hartford      | CT | 06103   | US | silverline-ib.example  | yes | Xenia Popov     | -
      tidewater | Tidewater Marine Supply       | Tidewater Marine Supply Co   | 3 Anchor Wharf             | Norfolk       | VA | 23510   | US | tidewater.example      | yes | Yusuf Bakr      | -
      vantage   | Vantage Learning, Inc.        | Vantage Learning, Inc.       | 1600 Campus View           | Madison       | WI | 53703   | US | vantagelearn.example   | yes | Zelda Quist     | -
      whitfield | Whitfield & Sons              | Whitfield & Sons             | 219 Orchard Hill Road      | Lexington     | KY | 40507   | US | whitfield.example      | yes | Abel Whitfield  | -
      whitfield2| Whitfield and Sons, LLC       | Whitfield & Sons             | 219 Orchard Hill Rd        | Lexington     | KY | 40507   | US | whitfield.example      | yes | Abel Whitfield  | -
      """;

  private Cast() {}

  static List<Employee> people() {
    return List.of(
        employee("U0SAM", "Sam Rivera", "Sales operations lead", Set.of(Role.SALES_OPS)),
        employee("U0ARI", "Ari Feldman", "Accounts receivable clerk", Set.of(Role.AR_CLERK)),
        employee("U0CARO", "Caro Lindgren", "Controller", Set.of(Role.CONTROLLER)),
        employee("U0FINN", "Finn Abara", "Chief financial officer", Set.of(Role.CFO)),
        employee("U0ADA", "Ada Moreau", "Systems administrator", Set.of(Role.ADMIN)),
        employee("U0TESS", "Tess Okafor", "Account executive", Set.of()));
  }

  static List<Product> products() {
    return rows(PRODUCTS).stream()
        .map(cells ->
            new Product(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                new BigDecimal(cells.get(3)),
                cells.get(4).equals("yes"),
                known(cells.get(5)),
                known(cells.get(6))))
        .toList();
  }

  static List<Client> clients() {
    List<Client> clients = new ArrayList<>();
    for (List<String> cells : rows(CLIENTS)) {
      Address address =
          new Address(
              known(cells.get(3)),
              known(cells.get(4)),
              known(cells.get(5)),
              known(cells.get(6)),
              known(cells.get(7)));
      String domain = cells.get(8);
      String phone = phone(clients.size());
      List<Person> contacts = new ArrayList<>();
      contacts.add(person(cells.get(10), domain, phone, true));
      known(cells.get(11)).ifPresent(name -> contacts.add(person(name, domain, phone, false)));
      clients.add(
          new Client(
              cells.get(0),
              cells.get(1),
              address,
              address,
              phone,
              "https://www." + domain,
              known(cells.get(2)),
              cells.get(9).equals("yes"),
              contacts));
    }
    return clients;
  }

  /// 555-01xx numbers are set aside for fiction.
  static String phone(int index) {
    return "+1 555 01%02d".formatted(index % 100);
  }

  static Person person(String name, String domain, String phone, boolean billing) {
    int space = name.indexOf(' ');
    String first = name.substring(0, space);
    String last = name.substring(space + 1);
    String email = (first + "." + last).toLowerCase(Locale.ROOT) + "@" + domain;
    return new Person(first, last, email, phone, billing);
  }

  private static Employee employee(String slackId, String name, String title, Set<Role> roles) {
    String first = name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
    return new Employee(slackId, name, first + "@northwind-analytics.example", title, roles);
  }

  private static List<List<String>> rows(String table) {
    return table
        .lines()
        .map(line -> List.of(line.split("\\|", -1)).stream().map(String::strip).toList())
        .toList();
  }

  private static Optional<String> known(String cell) {
    return cell.equals(NONE) ? Optional.empty() : Optional.of(cell);
  }
}
