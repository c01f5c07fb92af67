/// The elements of extensions that few feeds use: Simple List Extensions (`cf`), Simple Sharing Extensions (`sx`), Google's
/// products and podcasts, lists of topics, wikis, blogs and pingbacks.
enum SmallerGrammar {
  static let shapes: [String: Grammar.Shape] = [
    "cf-list": text(.word(["list"], event: "InvalidTreatAs")),
    // Microsoft, Simple List Extensions Specification, sections cf:listinfo, cf:sort, cf:group.
    "cf-info": .init(
      vocabulary: .extension,
      children: [
        .of(Namespaces.simpleList, "sort", .many, "cf-sort"), .of(Namespaces.simpleList, "group", .many, "cf-group"),
      ], isOpen: false),
    "cf-sort": .init(
      vocabulary: .extension,
      attributes: [
        .optional("ns"), .optional("element"), .optional("label"),
        .optional("data-type", .word(["text", "number", "date"], event: "InvalidSortType")),
        .optional("default", .word(["true", "false", "yes", "no", "1", "0"], event: "InvalidBooleanAttribute")),
      ], content: .text(.any), isOpen: false),
    "cf-group": .init(
      vocabulary: .extension, attributes: [.optional("ns"), .optional("element"), .optional("label")],
      content: .text(.any), isOpen: false),
    "base-amount": text(.amount(event: "InvalidFloatUnit")),
    "base-count": text(.whole(0...Int.max, event: "InvalidNonNegativeInteger")),
    "base-address": text(.absolute),
  ]

  static let table: [(namespace: String, shape: String, names: String)] = [
    (Namespaces.simpleList, "cf-list", "treatAs"),
    (Namespaces.simpleList, "cf-info", "listinfo"),
    (Namespaces.sharing, "anything", "sharing sync related history update conflicts conflict"),
    (Namespaces.taxonomy, "anything", "topics topic link"),
    (Namespaces.wiki, "anything", "interwiki version status importance diff history host"),
    (Namespaces.blogChannel, "ext-text", "blogRoll mySubscriptions blink changes"),
    (Namespaces.pingback, "ext-absolute", "server target"),
    (
      Namespaces.rights, "anything",
      "License Work Agent Jurisdiction permits requires prohibits jurisdiction legalcode deprecatedOn derivativeWork"
        + " attributionName attributionURL morePermissions useGuidelines"
    ),
    (
      Namespaces.googlePlay, "anything",
      "author owner email image category explicit description summary block new-feed-url title subtitle"
    ),
    (Namespaces.googleBase, "base-amount", "price sale_price"),
    (Namespaces.googleBase, "base-count", "quantity"),
    (Namespaces.googleBase, "base-address", "image_link additional_image_link"),
    (Namespaces.googleBase, "anything", formerBase),
    (Namespaces.googleBase, "anything", products),
  ]

  /// Of Google Base, which is no more.
  private static let formerBase =
    "actor age agent area apparel_type artist author bathrooms bedrooms brand calories cholesterol color condition"
    + " cooking_time course course_date_range course_number course_times cuisine currency delivery_notes delivery_radius"
    + " education employer ethnicity event_date_range event_type expiration_date expiration_date_time feature fiber format"
    + " from_location gender hoa_dues id immigration_status interested_in isbn job_function job_industry job_type label"
    + " listing_type location main_ingredient make manufacturer manufacturer_id marital_status meal_type megapixels memory"
    + " mileage model model_number name_of_item_being_reviewed news_source occupation operating_system pages"
    + " payment_accepted payment_notes pickup preparation_time price_type price_units processor_speed product_type"
    + " property_type protein publication_name publication_volume publish_date publisher rating review_type reviewer_type"
    + " salary salary_type saturated_fat school_district service_type servings sexual_orientation shipping size sodium"
    + " subject subject_area tax_percent tax_region to_location total_carbs total_fat travel_date_range university upc"
    + " url_of_item_being_reviewed vehicle_type vin weight year"

  /// Of Merchant Center's product data (support.google.com/merchants/answer/7052112).
  private static let products =
    "title description link mobile_link virtual_model_link lifestyle_image_link availability availability_date"
    + " cost_of_goods_sold sale_price_effective_date unit_pricing_measure unit_pricing_base_measure installment"
    + " subscription_cost loyalty_points loyalty_program auto_pricing_min_price maximum_retail_price"
    + " google_product_category gtin mpn identifier_exists adult multipack is_bundle certification"
    + " energy_efficiency_class min_energy_efficiency_class max_energy_efficiency_class age_group material pattern"
    + " size_type size_system item_group_id product_length product_width product_height product_weight product_detail"
    + " product_highlight product_fee ads_redirect ads_grouping ads_labels adwords_redirect adwords_grouping"
    + " adwords_labels custom_label_0 custom_label_1 custom_label_2 custom_label_3 custom_label_4 promotion_id"
    + " external_seller_id excluded_destination included_destination shopping_ads_excluded_country pause"
    + " shipping_label shipping_weight shipping_length shipping_width shipping_height ships_from_country"
    + " transit_time_label max_handling_time min_handling_time free_shipping_threshold tax tax_category"
    + " return_policy_label return_address_label online_only canonical_link link_template mobile_link_template short_title"
    + " structured_title structured_description display_ads_id display_ads_title display_ads_link display_ads_value"
    + " display_ads_similar_ids sell_on_google_quantity store_code pickup_method pickup_sla disclosure_date video_link"

  private static func text(_ type: ValueType) -> Grammar.Shape {
    .init(vocabulary: .extension, content: .text(type), isOpen: false)
  }
}
