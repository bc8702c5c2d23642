package io.eventcart.app.eventmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Finding;
import io.eventcart.eventmodels.Model;
import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Models and code say the same")
final class CodeCheckTest {
    private static final Path MODELS = Path.of("../event-models/models");

    @Test
    void models_and_code_say_the_same() {
        assertThat(CodeCheck.check(Board.read(MODELS), folders(), SliceCode::of)).isEmpty();
    }

    @Test
    void a_field_renamed_in_the_model_is_told() {
        assertThat(drifted("add-item", "\"name\": \"unitPrice\", \"type\": \"Custom\"",
                "\"name\": \"price\", \"type\": \"Custom\"")).contains(
                        "add-item.json: ItemAdded.price is no component of io.eventcart.additem.ItemAdded. Add Money price to the"
                                + " record in slices/add-item, or take the field out of ItemAdded in"
                                + " event-models/models/add-item.json, or rename it there to unitPrice.",
                        "add-item.json: ItemAdded.unitPrice is a component of io.eventcart.additem.ItemAdded that the model does"
                                + " not have. Add a field unitPrice of type Custom to ItemAdded in"
                                + " event-models/models/add-item.json, or take it out of the record.");
    }

    @Test
    void a_field_of_another_type_is_told() {
        assertThat(drifted("cart-summary", "\"name\": \"itemCount\", \"type\": \"Int\"",
                "\"name\": \"itemCount\", \"type\": \"Long\"")).containsExactly(
                        "cart-summary.json: CartView.itemCount is of type Long (long), but in io.eventcart.cartsummary.CartView it"
                                + " is int. Make its type Int with the schema int, or change the record.");
    }

    @Test
    void a_field_that_may_be_null_on_one_side_only_is_told() {
        assertThat(drifted("remove-item", "\"optional\": true, ", "")).containsExactly(
                "remove-item.json: RemoveItem.quantity is of type Int (int), but in io.eventcart.removeitem.RemoveItem it is"
                        + " Integer. Make its type Int with the schema Integer, or change the record.",
                "remove-item.json: RemoveItem.quantity is @Nullable in the code, but not optional in the model. Mark it optional"
                        + " in RemoveItem in event-models/models/remove-item.json, or change"
                        + " io.eventcart.removeitem.RemoveItem.");
    }

    @Test
    void a_list_on_one_side_only_is_told() {
        assertThat(drifted("cart-summary", "\"cardinality\": \"List\",", "")).containsExactly(
                "cart-summary.json: CartView.lines is one value, but in io.eventcart.cartsummary.CartView it is a list. Make its"
                        + " cardinality List, or change the record.");
    }

    @Test
    void a_subfield_that_the_code_does_not_have_is_told() {
        assertThat(drifted("cart-summary", "{\"name\": \"name\", \"type\": \"String\"",
                "{\"name\": \"label\", \"type\": \"String\"")).first().asString().startsWith(
                        "cart-summary.json: CartView.lines.label is no component of io.eventcart.cartsummary.CartView$ItemLine."
                                + " Add String label to the record in slices/cart-summary");
    }

    @Test
    void another_stored_name_is_told() {
        assertThat(drifted("add-item", "stored-as:cart.item-added", "stored-as:cart.added")).containsExactly(
                "add-item.json: ItemAdded is tagged stored-as:cart.added, but io.eventcart.additem.ItemAdded is stored as"
                        + " cart.item-added. Change the tag in event-models/models/add-item.json; the annotation only of an"
                        + " event that was never released, since stored names stay.");
    }

    @Test
    void another_revision_is_told() {
        assertThat(drifted("add-item", "revision:2", "revision:3")).containsExactly(
                "add-item.json: ItemAdded is tagged revision:3, but io.eventcart.additem.ItemAdded has revision 2. Change the"
                        + " tag in event-models/models/add-item.json, or the record's @Revision if its shape has changed.");
    }

    @Test
    void an_element_without_a_record_is_told_and_so_is_the_record_without_an_element() {
        assertThat(drifted("checkout", "\"title\": \"Receipt\"", "\"title\": \"Invoice\"")).containsExactly(
                "checkout.json: Receipt has no record Invoice in io.eventcart.checkout. Write the record in slices/checkout, or"
                        + " change the title of Receipt to the record's name, or take it out of"
                        + " event-models/models/checkout.json.",
                "checkout.json: Receipt is a view of slices/checkout that the model does not have. Add it to the views in"
                        + " event-models/models/checkout.json, or delete io.eventcart.checkout.Receipt.");
    }

    @Test
    void an_error_without_a_page_is_told() {
        assertThat(drifted("checkout", "problem:cart-empty", "problem:nothing-to-buy")).containsExactly(
                "checkout.json: problem:nothing-to-buy has no page problems/nothing-to-buy.md. Write the page among the"
                        + " resources of slices/checkout, or name the kind that the rejection has.");
    }

    @Test
    void a_slice_without_a_model_is_told_and_so_is_a_model_without_a_slice() {
        var folders = new TreeSet<>(folders());
        folders.remove("checkout");
        folders.add("gift-wrapping");

        assertThat(said(CodeCheck.check(Board.read(MODELS), folders, SliceCode::of))).containsExactly(
                "gift-wrapping.json: slices/gift-wrapping has no model. Describe the slice in"
                        + " event-models/models/gift-wrapping.json, or take its folder away.",
                "checkout.json: checkout has no folder slices/checkout. Write the slice (bin/new-slice begins it), name the"
                        + " model by its folder, or take the model away.");
    }

    @Test
    void a_record_that_has_changed_is_told() {
        // What add-item would be if somebody had changed its event, and added one that no model has. Local, so that the
        // store, which finds events by scanning, does not find these.
        @StoredAs("cart.item-added")
        @Revision("2")
        record ItemAdded(CartId cartId, ProductId productId, String name, long quantity, Money unitPrice,
                String giftMessage) implements CartEvent {
            @Override
            public Cart evolve(Cart cart) {
                return cart;
            }
        }

        record ItemWrapped(CartId cartId) implements CartEvent {
            @Override
            public Cart evolve(Cart cart) {
                return cart;
            }
        }

        var findings = CodeCheck.check(Board.read(MODELS), folders(), slice -> {
            var code = SliceCode.of(slice);
            if (!slice.id().equals("add-item")) {
                return code;
            }
            var classes = new ArrayList<>(code.classes());
            classes.removeIf(type -> type.getSimpleName().equals("ItemAdded"));
            classes.addAll(List.of(ItemAdded.class, ItemWrapped.class));
            return new SliceCode(code.packageName(), classes);
        });

        assertThat(said(findings)).containsExactly(
                "add-item.json: ItemAdded.quantity is of type Int (int), but in " + ItemAdded.class.getName()
                        + " it is long. Make its type Long with the schema long, or change the record.",
                "add-item.json: ItemAdded.giftMessage is a component of " + ItemAdded.class.getName()
                        + " that the model does not have. Add a field giftMessage of type String to ItemAdded in"
                        + " event-models/models/add-item.json, or take it out of the record.",
                "add-item.json: ItemWrapped is an event of slices/add-item that the model does not have. Add it to the events in"
                        + " event-models/models/add-item.json, or delete " + ItemWrapped.class.getName() + ".");
    }

    private static List<String> said(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }

    /** @return what is told when that text is changed in a slice's model */
    private static List<String> drifted(String slice, String text, String other) {
        return said(CodeCheck.check(new Board(Board.read(MODELS).models().stream()
                .map(model -> model.slice().id().equals(slice) ? changed(model, text, other) : model).toList()),
                folders(), SliceCode::of));
    }

    private static Model changed(Model model, String text, String other) {
        try {
            var json = Files.readString(MODELS.resolve(model.file()));
            assertThat(json).contains(text);
            return Model.parse(model.file(), json.replace(text, other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> folders() {
        try (var folders = Files.list(Path.of("../slices"))) {
            var names = new TreeSet<String>();
            folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .forEach(folder -> names.add(folder.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
