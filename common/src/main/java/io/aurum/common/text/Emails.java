package io.aurum.common.text;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * E-mail addresses, checked in layers: form, local part, domain.
 *
 * <p>The local part is a dot-atom of RFC 5322 with the UTF-8 letters of RFC 6531, at most 64 octets
 * (RFC 5321 section 4.5.3.1). The domain has at least two labels of letters, digits and inner
 * hyphens after UTS 46 mapping to ASCII, at most 253 octets. Quoted local parts and address
 * literals are legal on paper, but in customer data they are errors, and so they count here.
 */
public final class Emails {
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.CHECK_BIDI);

  private static final Pattern DISPLAY_FORM = Pattern.compile("[^<>]*<([^<>]+)>");
  private static final Pattern TRAILING = Pattern.compile("[.,;:]+$");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final String ATOM_PUNCTUATION = "!#$%&'*+-/=?^_`{|}~";

  private Emails() {}

  /**
   * Reads an address; {@code mailto:}, a display form ({@code Ann <ann@x.org>}) and trailing
   * punctuation are undone.
   *
   * @param text cleaned text
   * @return empty where it is no address
   */
  public static Optional<Address> read(String text) {
    String bare = bare(text);
    int at = bare.lastIndexOf('@');
    if (at < 1 || !isLocalPart(bare.substring(0, at))) {
      return Optional.empty();
    }
    return asciiDomain(bare.substring(at + 1))
        .map(ascii -> new Address(bare.substring(0, at), unicodeDomain(ascii), ascii));
  }

  /**
   * A well-formed address.
   *
   * @param local as written
   * @param domain lower case, native letters
   * @param asciiDomain lower case, international labels in Punycode
   */
  public record Address(String local, String domain, String asciiDomain) {
    private static final Set<String> RESERVED_DOMAINS =
        Vocabulary.words("example.com example.net example.org");
    private static final Set<String> RESERVED_ENDINGS =
        Vocabulary.words("test example invalid localhost local");

    private static final Set<String> ROLES =
        Vocabulary.words(
            "abuse accounting accounts admin administrator billing biuro"
                + " buchhaltung contact customerservice do-not-reply donotreply"
                + " enquiries feedback hello help helpdesk hostmaster hr info invoice"
                + " invoices jobs kontakt mail marketing newsletter no-reply noreply"
                + " null office orders postmaster press privacy reception root sales"
                + " sekretariat service spam sprzedaz support team test unknown user"
                + " verkauf webmaster");

    private static final Set<String> DISPOSABLE_DOMAINS =
        Vocabulary.words(
            "10minutemail.com dispostable.com fakeinbox.com getnada.com"
                + " guerrillamail.com guerrillamail.net mailinator.com maildrop.cc"
                + " mailnesia.com mintemail.com mohmal.com sharklasers.com spam4.me"
                + " temp-mail.org tempmail.com throwawaymail.com trashmail.com"
                + " yopmail.com");

    /** The address as people and systems use it: domain in lower case, local part as written. */
    public String canonical() {
      return local + "@" + domain;
    }

    /**
     * The mailbox behind the address, lower case: a tag after {@code +} is cut, and Google's
     * mailboxes lose their dots and the name googlemail.com, because Google delivers all of these
     * to one person.
     */
    public String mailbox() {
      String name = withoutTag(local.toLowerCase(Locale.ROOT));
      boolean google = asciiDomain.equals("gmail.com") || asciiDomain.equals("googlemail.com");
      return google ? name.replace(".", "") + "@gmail.com" : name + "@" + asciiDomain;
    }

    /** Whether RFC 2606 or RFC 6762 sets the domain aside: nobody can have a mailbox there. */
    public boolean reserved() {
      String ending = asciiDomain.substring(asciiDomain.lastIndexOf('.') + 1);
      return RESERVED_ENDINGS.contains(ending)
          || RESERVED_DOMAINS.stream().anyMatch(this::isInDomain);
    }

    /**
     * Whether the mailbox belongs to no single person: a role ({@code info@}) or a public
     * throw-away service. Such an address is valid, but it identifies nobody.
     */
    public boolean shared() {
      return ROLES.contains(withoutTag(local.toLowerCase(Locale.ROOT)))
          || DISPOSABLE_DOMAINS.contains(asciiDomain);
    }

    private boolean isInDomain(String parent) {
      return asciiDomain.equals(parent) || asciiDomain.endsWith("." + parent);
    }

    private static String withoutTag(String name) {
      int plus = name.indexOf('+');
      return plus > 0 ? name.substring(0, plus) : name;
    }
  }

  private static String bare(String text) {
    var display = DISPLAY_FORM.matcher(text);
    String address =
        display.matches() ? display.group(1).strip() : TRAILING.matcher(text).replaceFirst("");
    return address.regionMatches(true, 0, "mailto:", 0, 7) ? address.substring(7) : address;
  }

  private static boolean isLocalPart(String local) {
    return local.getBytes(StandardCharsets.UTF_8).length <= 64
        && !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..")
        && local.codePoints().allMatch(c -> c == '.' || isAtomCharacter(c));
  }

  private static boolean isAtomCharacter(int c) {
    return Character.isLetterOrDigit(c)
        || ATOM_PUNCTUATION.indexOf(c) >= 0
        || (c > 0x7f && !Character.isWhitespace(c) && !Character.isSpaceChar(c));
  }

  private static Optional<String> asciiDomain(String domain) {
    var info = new IDNA.Info();
    String ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
    String lower = ascii.toLowerCase(Locale.ROOT);
    return info.hasErrors() || !isDomain(lower) ? Optional.empty() : Optional.of(lower);
  }

  private static boolean isDomain(String ascii) {
    String[] labels = ascii.split("\\.", -1);
    String top = labels[labels.length - 1];
    return labels.length >= 2
        && ascii.length() <= 253
        && top.length() >= 2
        && !Texts.isDigits(top)
        && java.util.Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches());
  }

  private static String unicodeDomain(String ascii) {
    return ascii.contains("xn--")
        ? UTS46.nameToUnicode(ascii, new StringBuilder(), new IDNA.Info()).toString()
        : ascii;
  }
}
