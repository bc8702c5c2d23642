package io.eventcart.importclickstream;

import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the currency option. */
final class Currency implements ITypeConverter<CurrencyUnit> {
    @Override
    public CurrencyUnit convert(String code) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException e) {
            throw new TypeConversionException("'" + code + "' is not an ISO 4217 code such as EUR");
        }
    }
}
