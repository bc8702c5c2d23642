package io.eventcart.eventmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The findings for a model with one fault. */
final class ModelCheckTest {
    private static final Path MODELS = Path.of("models");

    @Test
    void two_elements_with_one_id() {
        assertThat(faults("add-item", "\"AddedProduct\"", "\"ShopperCart\"")).contains(
                "add-item.json: ShopperCart is the id of more than one element. Give each an id of its own, over all files.");
    }

    @Test
    void two_specifications_with_one_title() {
        assertThat(faults("add-item", "\"a quantity must be given\"", "\"a product must be given\"")).hasSize(2)
                .contains(
                        "add-item.json: add-item-10 has the title of another one, \"a product must be given\". Say what tells the two"
                                + " rules apart.");
    }

    @Test
    void two_steps_with_one_id() {
        assertThat(faults("checkout", "checkout-2.given.1", "checkout-1.given.1")).containsExactly(
                "checkout.json: checkout-1.given.1 is the id of more than one step. Give each an id of its own, over all files.");
    }

    @Test
    void a_file_that_is_not_called_like_its_slice() {
        assertThat(faults("add-item", "\"id\": \"add-item\"", "\"id\": \"put-item\"")).containsExactly(
                "add-item.json: put-item is the id of the slice in the file add-item.json. Name file, id and the slice's folder"
                        + " alike, such as add-item.json, add-item and slices/add-item.");
    }

    @Test
    void a_dependency_that_leads_nowhere() {
        assertThat(faults("add-item", "{\"id\": \"AddedProduct\", \"type\": \"INBOUND\"",
                "{\"id\": \"PopularProduct\", \"type\": \"INBOUND\"")).containsExactly(
                        "add-item.json: MostWanted depends on PopularProduct, which no model has. Name the id of an element, or"
                                + " take the dependency away.");
    }

    @Test
    void an_arrow_that_can_not_be() {
        assertThat(faults("add-item", "{\"id\": \"AddItem\", \"type\": \"OUTBOUND\"",
                "{\"id\": \"AddItem\", \"type\": \"INBOUND\""))
                .containsExactly(
                        "add-item.json: ProductPage has an arrow from COMMAND AddItem to SCREEN ProductPage. Arrows lead"
                                + " from screen to command or automation, from automation to command, on to event, to view or"
                                + " automation, and from view to screen or automation.");
    }

    @Test
    void a_dependency_on_something_of_another_kind() {
        assertThat(faults("add-item", "\"title\": \"Add item\", \"elementType\": \"COMMAND\"",
                "\"title\": \"Add item\", \"elementType\": \"EVENT\"")).containsExactly(
                        "add-item.json: ProductPage depends on AddItem as EVENT, but it is of type COMMAND. Make the dependency's"
                                + " elementType COMMAND.");
    }

    @Test
    void a_specification_of_nothing() {
        assertThat(faults("create-cart", "\"linkedId\": \"ShopperCart\",\n          \"given\": []",
                "\"linkedId\": \"Carts\",\n          \"given\": []")).containsExactly(
                        "create-cart.json: create-cart-6 has the linkedId Carts, which no model has. Name the id of the command,"
                                + " view or automation that it is a rule of.");
    }

    @Test
    void a_step_about_something_of_another_kind() {
        assertThat(faults("create-cart", "\"linkedId\": \"CartCreated\",\n              \"tags\"",
                "\"linkedId\": \"CreateCart\",\n              \"tags\"")).contains(
                        "create-cart.json: create-cart-5.given.1 is a SPEC_EVENT about CreateCart, which is of type COMMAND. Link"
                                + " it to an EVENT, or make the step's type fit.");
    }

    @Test
    void an_error_without_a_kind() {
        assertThat(faults("checkout", "\"tags\": [\"problem:cart-empty\"]", "\"tags\": []")).contains(
                "checkout.json: checkout-5.then.1 is an error without a kind. Tag it problem:KIND, such as problem:cart-full.");
    }

    @Test
    void an_event_field_that_comes_from_nowhere() {
        assertThat(faults("checkout", "\"schema\": \"Money\",\n              \"generated\": true,",
                "\"schema\": \"Money\",")).containsExactly(
                        "checkout.json: CartCheckedOut.total comes from nowhere: CheckOut has no such field. Add it there, name its source"
                                + " as mapping, or mark it generated if the decision makes it.");
    }

    @Test
    void a_view_field_that_comes_from_nowhere() {
        assertThat(faults("create-cart", "CartCreated.@timestamp", "CartCreated.openedAt")).containsExactly(
                "create-cart.json: ShopperCart.createdAt comes from nowhere: CartCreated has no such field. Name its source as"
                        + " mapping, such as ItemAdded.quantity or ItemAdded.@timestamp, or add it to the event.");
    }

    @Test
    void an_event_that_nobody_emits() {
        assertThat(faults("remove-item",
                "[{\"id\": \"ItemRemoved\", \"type\": \"OUTBOUND\", \"title\": \"Item removed\", "
                        + "\"elementType\": \"EVENT\"}]",
                "[]")).containsExactly(
                        "remove-item.json: ItemRemoved is emitted by nobody. Give its command an OUTBOUND dependency on it, or"
                                + " make its context EXTERNAL if it comes from outside.");
    }

    @Test
    void an_event_that_nobody_reads() {
        assertThat(faults("import-clickstream", "{\"id\": \"Click\", \"type\": \"INBOUND\", \"title\": \"Click\", "
                + "\"elementType\": \"EVENT\"},", "")).containsExactly(
                        "import-clickstream.json: Click is read by nobody. Give it an OUTBOUND dependency on a view or an"
                                + " automation, or take the event away.");
    }

    @Test
    void an_event_that_does_not_say_how_it_is_stored() {
        assertThat(faults("add-item", "\"stored-as:cart.item-added\", ", "")).containsExactly(
                "add-item.json: ItemAdded does not say how it is stored. Tag it stored-as:cart.what-happened and revision:1.");
    }

    @Test
    void two_events_stored_under_one_name() {
        assertThat(faults("add-item", "cart.item-added", "cart.item-removed")).contains(
                "add-item.json: ItemAdded is stored as cart.item-removed, and so is ItemRemoved. Give one of them another name.");
    }

    @Test
    void personal_data_in_no_field() {
        assertThat(faults("add-item", "\"revision:2\"", "\"revision:2\", \"personal:email\"")).containsExactly(
                "add-item.json: ItemAdded is tagged personal:email, but has no such field. Name a field of it.");
    }

    @Test
    void an_example_of_another_type() {
        assertThat(faults("checkout", "\"quantity\": 2}]", "\"quantity\": \"two\"}]")).contains(
                "checkout.json: checkout-1.given.2 ItemAdded.quantity has the example \"two\", which is no Int. Write a whole"
                        + " number without quotes.");
    }

    @Test
    void a_fields_example_of_another_type() {
        assertThat(faults("cart-summary", "\"CartCreated.@timestamp\", \"example\": \"2026-11-24T12:00:00Z\"",
                "\"CartCreated.@timestamp\", \"example\": \"noon\"")).first().isEqualTo(
                        "cart-summary.json: CartView.createdAt has the example \"noon\", which is no DateTime. Write an instant in"
                                + " UTC such as 2026-11-24T12:00:00Z.");
    }

    @Test
    void an_example_of_what_is_no_field() {
        assertThat(faults("remove-item", "\"examples\": [{\"quantity\": 5}]", "\"examples\": [{\"pieces\": 5}]"))
                .contains(
                        "remove-item.json: remove-item-2.then.1 ItemRemoved.pieces is in an example, but is no field. Take it away, or add"
                                + " the field to the element.");
    }

    @Test
    void a_field_without_a_value() {
        assertThat(faults("add-item", "{\"name\": \"quantity\", \"type\": \"Int\", \"example\": \"2\"}",
                "{\"name\": \"quantity\", \"type\": \"Int\"}")).contains(
                        "add-item.json: add-item-15.when.1 AddItem.quantity has no value. Give it one in the step's examples, or the field"
                                + " an example, or mark it optional.");
    }

    @Test
    void what_is_not_of_the_format() {
        assertThatExceptionOfType(InvalidModel.class)
                .isThrownBy(() -> parse("add-item", "\"type\": \"COMMAND\"", "\"type\": \"ORDER\""))
                .withMessageStartingWith(
                        "add-item.json: /slices/0/commands/0/type is not of the format: does not have a value in the"
                                + " enumeration");
    }

    @Test
    void what_is_not_json() {
        assertThatExceptionOfType(InvalidModel.class)
                .isThrownBy(() -> Model.parse("add-item.json", "{\n  \"slices\": [}"))
                .withMessageStartingWith("add-item.json: line 2, column 14 is not JSON (");
    }

    @Test
    void two_slices_in_one_file() {
        assertThatExceptionOfType(InvalidModel.class).isThrownBy(() -> Model.parse("all.json", "{\"slices\": []}"))
                .withMessage(
                        "all.json: slices holds 0 slices. Give each slice a file of its own; bin/import-model splits a board.");
    }

    /** @return the findings when that text is changed in a slice's model */
    private static List<String> faults(String slice, String text, String other) {
        var board = Board.read(MODELS);
        return ModelCheck.check(new Board(board.models().stream()
                .map(model -> model.slice().id().equals(slice) ? parse(slice, text, other) : model).toList()))
                .stream().map(Finding::toString).toList();
    }

    private static Model parse(String slice, String text, String other) {
        try {
            var json = Files.readString(MODELS.resolve(slice + ".json"));
            assertThat(json).contains(text);
            return Model.parse(slice + ".json", json.replace(text, other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
