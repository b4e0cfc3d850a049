using System.Net;
using System.Text.Json;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>The answer of a test for one scalar of a field. It is created once for each test, because there are many records.</summary>
/// <param name="PassesText">Returns whether a text passes.</param>
/// <param name="PassesOther">Returns whether a scalar of another type passes.</param>
internal sealed record ScalarTest(Predicate<string> PassesText, Predicate<JsonElement> PassesOther)
{
    /// <summary>Creates the answers of a test. If the test does not look at single values, no scalar passes.</summary>
    public static ScalarTest Of(ValueTest test) => test.Accept(ScalarTestCompiler.Instance);

    public bool Passes(JsonElement value) => value.ValueKind == JsonValueKind.String ? PassesText(value.GetString()!) : PassesOther(value);

    private sealed class ScalarTestCompiler : IValueTestVisitor<ScalarTest>
    {
        private static readonly ScalarTest PassesNothing = new(_ => false, _ => false);

        public static ScalarTestCompiler Instance { get; } = new();

        public ScalarTest Text(TextTest test)
        {
            var literal = test.Pattern.Literal;
            var (number, boolean) = literal is null ? (null, null) : (Scalars.AsNumber(literal), Scalars.AsBoolean(literal, test.IsCased));
            return new(
                text => TextMatcher.Matches(test.Pattern, text, test.IsCased),
                value => (number is not null && IsNumber(value, number)) || (boolean is not null && IsBoolean(value, boolean))
            );
        }

        public ScalarTest Number(NumberTest test) =>
            new(text => TextMatcher.AreEqual(test.Text, text, cased: false), value => IsNumber(value, test.Number));

        public ScalarTest Bool(BooleanTest test) =>
            new(text => Scalars.AsBoolean(text, cased: false) == test.Value, value => IsBoolean(value, test.Value));

        public ScalarTest Compare(CompareTest test) =>
            new(_ => false, value => value.ValueKind == JsonValueKind.Number && IsOnSide(test, value));

        public ScalarTest Network(CidrTest test) => new(text => Contains(test.Network, text), _ => false);

        public ScalarTest Regex(RegexTest test) => new(test.Expression.IsMatch, _ => false);

        public ScalarTest Null(NullTest test) => PassesNothing;

        public ScalarTest Exists(ExistsTest test) => PassesNothing;

        public ScalarTest Reference(FieldReferenceTest test) => PassesNothing;

        private static bool IsNumber(JsonElement value, decimal? number) =>
            value.ValueKind == JsonValueKind.Number && Scalars.NumberOf(value) == number;

        private static bool IsBoolean(JsonElement value, bool? boolean) =>
            value.ValueKind is JsonValueKind.True or JsonValueKind.False && value.GetBoolean() == boolean;

        private static bool IsOnSide(CompareTest test, JsonElement value)
        {
            var order = Scalars.NumberOf(value) is { } number
                ? number.CompareTo(test.Limit)
                : value.GetDouble().CompareTo((double)test.Limit);
            return test.Comparison switch
            {
                Comparison.Less => order < 0,
                Comparison.LessOrEqual => order <= 0,
                Comparison.Greater => order > 0,
                _ => order >= 0,
            };
        }

        /// <summary>
        /// An IPv4 address written as IPv6 does not belong to an IPv4 network here, although <see cref="IPNetwork"/> says that it
        /// does.
        /// </summary>
        private static bool Contains(IPNetwork network, string text) =>
            IpAddressText.Parse(text) is { } address
            && address.AddressFamily == network.BaseAddress.AddressFamily
            && network.Contains(address);
    }
}
