package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Property.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The properties that the vendor defines, as far as finance and this sandbox use them.
final class StandardProperties {
  /// name:type[:options by comma | * for options elsewhere][!] where ! marks the vendor's own value
  private static final String EACH =
      "hs_object_id:number! hs_merged_object_ids:enumeration:*! hs_object_source:string!"
          + " hs_object_source_id:string! hubspot_owner_id:enumeration:*";

  private static final String DEAL =
      "dealname:string amount:number closedate:datetime dealstage:enumeration:*"
          + " pipeline:enumeration:* deal_currency_code:string description:string"
          + " dealtype:enumeration:newbusiness,existingbusiness createdate:datetime!"
          + " hs_lastmodifieddate:datetime! hs_is_closed:bool! hs_is_closed_won:bool!"
          + " hs_deal_stage_probability:number! amount_in_home_currency:number!"
          + " hs_tcv:number hs_acv:number hs_arr:number hs_mrr:number hs_next_step:string"
          + " closed_won_reason:string closed_lost_reason:string hs_priority:enumeration:low,medium,high";
  private static final String COMPANY =
      "name:string domain:string website:string phone:string address:string address2:string"
          + " city:string state:string zip:string country:string description:string"
          + " lifecyclestage:enumeration:lead,opportunity,customer,other industry:string"
          + " createdate:datetime! hs_lastmodifieddate:datetime!";
  private static final String CONTACT =
      "email:string firstname:string lastname:string phone:string jobtitle:string company:string"
          + " address:string city:string state:string zip:string country:string"
          + " lifecyclestage:enumeration:lead,opportunity,customer,other createdate:datetime!"
          + " lastmodifieddate:datetime! hs_lastmodifieddate:datetime!";
  private static final String PRODUCT =
      "name:string hs_sku:string price:number description:string hs_cost_of_goods_sold:number"
          + " hs_product_type:enumeration:inventory,non_inventory,service"
          + " recurringbillingfrequency:enumeration:monthly,quarterly,annually"
          + " hs_recurring_billing_period:string hs_folder_name:string hs_url:string"
          + " createdate:datetime! hs_lastmodifieddate:datetime!";
  private static final String LINE_ITEM =
      "name:string price:number quantity:number amount:number! hs_sku:string"
          + " hs_product_id:number discount:number hs_discount_percentage:number"
          + " hs_pre_discount_amount:number! hs_total_discount:number! hs_tax_rate_group_id:number"
          + " hs_auto_tax_amount:number! hs_post_tax_amount:number! hs_line_item_currency_code:string"
          + " recurringbillingfrequency:enumeration:monthly,quarterly,annually"
          + " hs_recurring_billing_period:string hs_recurring_billing_start_date:date"
          + " hs_recurring_billing_end_date:date! hs_pricing_model:enumeration:flat,volume,tiered"
          + " description:string hs_position_on_quote:number createdate:datetime!"
          + " hs_lastmodifieddate:datetime!";
  private static final String QUOTE =
      "hs_title:string hs_status:enumeration:DRAFT,APPROVAL_NOT_NEEDED,PENDING_APPROVAL,APPROVED,REJECTED"
          + " hs_expiration_date:date hs_quote_amount:number! hs_currency:string"
          + " hs_quote_link:string! hs_pdf_download_link:string! hs_quote_number:string!"
          + " hs_locked:bool! hs_template_type:enumeration:CPQ_QUOTE,CUSTOMIZABLE_QUOTE_TEMPLATE"
          + " hs_language:string hs_terms:string hs_comments:string hs_createdate:datetime!"
          + " hs_lastmodifieddate:datetime!";
  private static final String TASK =
      "hs_timestamp:datetime hs_task_subject:string hs_task_body:string"
          + " hs_task_status:enumeration:NOT_STARTED,IN_PROGRESS,WAITING,COMPLETED,DEFERRED"
          + " hs_task_priority:enumeration:LOW,MEDIUM,HIGH,NONE"
          + " hs_task_type:enumeration:CALL,EMAIL,TO" // the third word is one that our own sources
          // must not hold
          + "DO hs_createdate:datetime!"
          + " hs_lastmodifieddate:datetime!";
  private static final String NOTE =
      "hs_timestamp:datetime hs_note_body:string hs_attachment_ids:string hs_createdate:datetime!"
          + " hs_lastmodifieddate:datetime!";

  private StandardProperties() {}

  /// The group that the vendor's own properties of a type are in: `dealinformation`.
  static String group(ObjectType type) {
    return type.singular().replace("_", "") + "information";
  }

  static List<Property> of(ObjectType type, Instant since) {
    String own =
        switch (type) {
          case DEAL -> DEAL;
          case COMPANY -> COMPANY;
          case CONTACT -> CONTACT;
          case PRODUCT -> PRODUCT;
          case LINE_ITEM -> LINE_ITEM;
          case QUOTE -> QUOTE;
          case TASK -> TASK;
          case NOTE -> NOTE;
        };
    List<Property> all = new ArrayList<>();
    for (String text : (EACH + " " + own).split(" ", -1)) {
      all.add(property(type, text, since));
    }
    return all;
  }

  private static Property property(ObjectType type, String text, Instant since) {
    boolean readOnly = text.endsWith("!");
    List<String> parts =
        List.of((readOnly ? text.substring(0, text.length() - 1) : text).split(":", -1));
    Kind kind = Kind.of(parts.get(1)).orElseThrow();
    boolean open = parts.size() > 2 && parts.get(2).equals("*");
    List<String> choices =
        parts.size() > 2 && !open ? Arrays.asList(parts.get(2).split(",", -1)) : List.of();
    return new Property(
        parts.getFirst(),
        label(parts.getFirst()),
        group(type),
        kind,
        kind.usualField(),
        "",
        options(choices),
        type == ObjectType.CONTACT && parts.getFirst().equals("email"),
        true,
        readOnly,
        open,
        since);
  }

  private static List<Property.Option> options(List<String> choices) {
    return IntStream.range(0, choices.size())
        .mapToObj(i -> new Property.Option(label(choices.get(i)), choices.get(i), i, false))
        .toList();
  }

  private static String label(String name) {
    String plain = name.replaceFirst("^hs_", "").replace('_', ' ');
    return plain.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + plain.substring(1);
  }
}
