using System.Net;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma.Reading;

/// <summary>Converts a value of a detection item to a test.</summary>
internal static class ValueReader
{
    /// <summary>Returns the test; after a fault, it returns null.</summary>
    public static ValueTest? Read(FieldKey key, YamlScalar value, FaultList faults)
    {
        switch (key.Operation)
        {
            case Operation.Exists:
                return value.Boolean is not null ? new ExistsTest() : Fault("the modifier 'exists' takes true or false");
            case Operation.Regex:
                return RegexReader.Read(key, value, faults);
            case Operation.Cidr:
                return ReadNetwork(value.Text) is { } network
                    ? new CidrTest(network)
                    : Fault(
                        $"'{value.Text}' is no network; write an address and a prefix length whose host bits are zero, e.g. "
                            + "10.0.0.0/8 or 2001:db8::/32"
                    );
            case Operation.FieldReference:
                return value.Text.Length > 0 && value.Text.Split('.').All(segment => segment.Length > 0)
                    ? new FieldReferenceTest(new FieldPath(value.Text), key.Has("cased"))
                    : Fault($"'{value.Text}' is no field name, e.g. requestParameters.userName");
            case Operation.Less or Operation.LessOrEqual or Operation.Greater or Operation.GreaterOrEqual:
                return ReadNumber(value) is { } limit
                    ? new CompareTest(ComparisonOf(key.Operation), limit)
                    : Fault($"'{value.Text}' is no number; lt, lte, gt and gte compare with a plain number, e.g. 90");
            default:
                return ReadEqual();
        }

        ValueTest? ReadEqual()
        {
            var plainEqual = key.Operation == Operation.Equal && !key.Has("expand");
            if (value.IsNull)
            {
                return plainEqual && !key.Has("cased")
                    ? new NullTest()
                    : Fault("null can only be compared without modifiers, or with 'neq'");
            }

            if (plainEqual && value.Boolean is { } boolean)
            {
                return new BooleanTest(boolean);
            }

            if (plainEqual && value.IsPlain && PlainScalar.HasLeadingZeros(value.Text))
            {
                return Fault($"the number {value.Text} has leading zeros, which YAML readers disagree about; quote it");
            }

            if (plainEqual && value.IsPlain && PlainScalar.IsNumberOfYaml11(value.Text))
            {
                return Fault(
                    $"{value.Text} is a number to some YAML readers and a text to others; quote a text, write a number in digits only"
                );
            }

            if (plainEqual && ReadNumber(value) is { } number)
            {
                return new NumberTest(number, value.Text);
            }

            var text = SigmaText
                .Parse(value.Text, key.Has("expand"))
                .AddWildcards(
                    key.Operation is Operation.Contains or Operation.EndsWith,
                    key.Operation is Operation.Contains or Operation.StartsWith
                );
            return key.Has("expand") && !text.Placeholders.Any()
                ? Fault($"'{value.Text}' has no placeholder for 'expand' to fill, e.g. %administrators%")
                : new TextTest(text, key.Has("cased"));
        }

        ValueTest? Fault(string message)
        {
            faults.Add(value.Location, message);
            return null;
        }
    }

    private static Comparison ComparisonOf(Operation operation) =>
        operation switch
        {
            Operation.Less => Comparison.Less,
            Operation.LessOrEqual => Comparison.LessOrEqual,
            Operation.Greater => Comparison.Greater,
            _ => Comparison.GreaterOrEqual,
        };

    private static decimal? ReadNumber(YamlScalar value) => value.IsPlain ? PlainScalar.Number(value.Text) : null;

    private static IPNetwork? ReadNetwork(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return
            slash > 0
            && IpAddressText.Parse(text[..slash]) is { } address
            && IPNetwork.TryParse(text, out var network)
            && network.BaseAddress.Equals(address)
            ? network
            : null;
    }
}
