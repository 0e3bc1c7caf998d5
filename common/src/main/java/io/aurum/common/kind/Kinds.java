package io.aurum.common.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds. */
public final class Kinds {
  private static final List<Kind> ALL =
      List.of(
          new GivenNameKind(),
          new FamilyNameKind(),
          new FullNameKind(),
          new EmailKind(),
          new PhoneKind(),
          new BirthDateKind(),
          new AddressLineKind(),
          new CityKind(),
          new RegionKind(),
          new PostalCodeKind(),
          new CountryKind(),
          new NationalIdKind(),
          new AccountIdKind(),
          new CookieKind(),
          new DeviceKind(),
          new IpKind(),
          new CompanyNameKind(),
          new GenderKind(),
          new CategoryKind(),
          new ListKind(),
          new NumberKind(),
          new TimestampKind(),
          new BooleanKind(),
          new FreeTextKind(),
          new CodeKind(),
          new KeyKind(),
          new AmountKind(),
          new RateKind(),
          new DateKind());

  private static final Map<String, Kind> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

  private Kinds() {}

  /** Every kind, in the order of the documentation. */
  public static List<Kind> all() {
    return ALL;
  }

  /** The kind of that name. */
  public static Optional<Kind> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
