package io.eventcart.checkout;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.FormToken;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Notice;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.Redirect;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.sliceapi.WebPage;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.OnCart;
import io.eventcart.sharedkernel.ShopperId;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** The checkout of a cart, with or without a delivery address, and the receipt. */
@PageController
@MayCall(Caller.VISITOR)
final class CheckOutPage implements OnCart {
    private final CheckOutEndpoint checkOut;
    private final Receipts receipts;
    private final Validator validator;
    private final JsonMapper json;

    CheckOutPage(CheckOutEndpoint checkOut, Receipts receipts, Validator validator, JsonMapper json) {
        this.checkOut = checkOut;
        this.receipts = receipts;
        this.validator = validator;
        this.json = json;
    }

    /** The values of the form as the shopper sent them. */
    record Delivery(String name, String email, String street, String city, String postcode, String country) {
        private static final Delivery NONE = new Delivery("", "", "", "", "", "");

        private boolean isBlank() {
            return Stream.of(name, email, street, city, postcode).allMatch(String::isBlank);
        }

        private Address address() {
            return new Address(name.strip(), email.strip(), street.strip(), city.strip(), postcode.strip(), country);
        }
    }

    record Country(String code, String name) {
        private static final List<Country> ALL = Stream.of(Locale.getISOCountries())
                .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(Locale.ENGLISH)))
                .sorted(Comparator.comparing(Country::name)).toList();
    }

    /** @param faults by field; an empty name is the whole form */
    record Form(CartId cartId, Content hidden, Delivery delivery, Map<String, String> faults, List<Country> countries) {
        @Nullable
        String fault(String field) {
            return faults.get(field);
        }
    }

    record Input(String id, String label, String value, String autocomplete, @Nullable String fault) {}

    /** @param deliverTo one line each; empty if no address was given or it was erased */
    record Bought(Receipt receipt, List<String> deliverTo) {}

    @Override
    public Content at(CartId cartId, PageCall call) {
        return output -> {
            output.writeContent("<p><a class=\"button primary\" href=\"/checkout/");
            output.writeUserContent(cartId.toString());
            output.writeContent("\">Check out</a></p>");
        };
    }

    @GetMapping("/checkout/{cartId}")
    WebPage form(PageCall call, @PathVariable CartId cartId) {
        return page(new Form(cartId, call.token().fields(), Delivery.NONE, Map.of(), Country.ALL));
    }

    private static WebPage page(Form form) {
        return WebPage.shop("Check out", Html.of((out, none) -> JtecheckoutGenerated.render(out, none, form)));
    }

    static Content input(Input input) {
        return Html.of((out, none) -> JteinputGenerated.render(out, none, input));
    }

    @PostMapping("/checkout/{cartId}")
    Object buy(PageCall call, ShopperId shopper, Guard guard, @PathVariable CartId cartId, Delivery delivery,
            @RequestParam(name = FormToken.OPERATION, defaultValue = "") String operation) {
        var faults = delivery.isBlank() ? Map.<String, String>of() : faults(delivery.address());
        if (!faults.isEmpty()) {
            return page(new Form(cartId, call.token().fields(operation), delivery, faults, Country.ALL))
                    .withStatus(HttpStatus.BAD_REQUEST.value());
        }
        try {
            checkOut.checkOut(shopper, guard, cartId,
                    new CheckOutEndpoint.CheckOutRequest(delivery.isBlank() ? null : delivery.address()));
            return Redirect.to("/receipts/" + cartId, Notice.done("", "Thank you. You have bought these."));
        } catch (Rejection refused) {
            return refused.details().kind().equals("cart-checked-out")
                    ? Redirect.to("/receipts/" + cartId,
                            Notice.refused("", "This cart is bought already. Here is its receipt."))
                    : Redirect.to("/cart", Notice.refused("", refused));
        }
    }

    private Map<String, String> faults(Address address) {
        var faults = new HashMap<String, String>();
        for (ConstraintViolation<Address> fault : validator.validate(address)) {
            faults.putIfAbsent(fault.getPropertyPath().toString(), fault.getMessage());
        }
        return faults;
    }

    @GetMapping("/receipts/{cartId}")
    WebPage receipt(ShopperId shopper, @PathVariable CartId cartId) {
        var receipt = receipts.of(cartId, shopper);
        var bought = new Bought(receipt, lines(receipt.deliverTo()));
        return WebPage.shop("Receipt", Html.of((out, none) -> JtereceiptGenerated.render(out, none, bought)));
    }

    private List<String> lines(@Nullable Object address) {
        if (address == null) {
            return List.of();
        }
        var fields = json.valueToTree(address);
        if (fields.has("erased")) {
            return List.of("The address was erased.");
        }
        return Stream.of("name", "street", "postcode", "city", "country", "email")
                .map(field -> fields.path(field).asString("")).filter(text -> !text.isBlank())
                .toList();
    }
}
