using System.Text;
using System.Text.Json;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Tests.Sigma.Differential;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Hunting;

/// <summary>
/// The fast reader of records reads only valid JSON, and reads from it what parsing it gives, in random records that are written in random
/// forms and then damaged.
/// </summary>
public sealed class PlainRecordReaderTests
{
    private const int Records = 300;
    private const int DamagesOfRecord = 200;

    private const string Invocation = """
        {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/app/s","sessionContext":
        {"sessionIssuer":{"userName":"app"},"attributes":{"mfaAuthenticated":"false"}}},"eventTime":"2026-11-20T10:15:30Z",
        "eventSource":"bedrock.amazonaws.com","eventName":"InvokeModel","awsRegion":"eu-central-1","requestParameters":{"modelId":"m"},
        "responseElements":null,"readOnly":false,"resources":[{"ARN":"arn:aws:bedrock:::m","n":[1,-2.5e3,{}]},[],[[]]],"eventID":"e"}
        """;

    private static readonly FieldPath[] Fields =
    [
        .. RuleGenerator
            .TextFields.Concat([
                "eventID",
                "eventName",
                "userIdentity",
                "userIdentity.sessionContext.sessionIssuer.userName",
                "resources.ARN",
            ])
            .Append("resources.n")
            .Distinct()
            .Select(field => new FieldPath(field)),
    ];

    [Fact]
    public void Fast_reader_and_parser_agree()
    {
        var random = new Random(20261128);
        var (root, slots) = FieldTree.Of(Fields);
        var forms = Rewriting.Forms.Values.ToArray();
        var texts = Gen.Sample(EventGenerator.Event, Records, 40).Select(node => node.ToJsonString()).Append(Invocation);
        var (read, refused) = (0, 0);
        foreach (var text in texts)
        {
            using var document = JsonDocument.Parse(text);
            for (var number = 0; number < DamagesOfRecord; number++)
            {
                var written = forms[random.Next(forms.Length)](document.RootElement, random);
                var bytes = Encoding.UTF8.GetBytes(number % 4 == 0 ? written : Damage.Of(written, random));
                byte[] buffer = [.. "xx"u8, .. bytes, .. "\"}"u8];
                if (!new PlainRecordReader(new RecordFields(slots.Count, 0)).Read(buffer, 2, bytes.Length, root))
                {
                    refused++;
                    continue;
                }

                read++;
                var fields = new RecordFields(slots.Count, 0);
                fields.Read(buffer, 2, bytes.Length, root);
                using var parsed = Parse(bytes);
                Assert.All(Fields, field => AssertEqual(field, parsed.RootElement, fields, slots[field.Text]));
            }
        }

        Assert.InRange(read, Records * DamagesOfRecord / 20, int.MaxValue);
        Assert.InRange(refused, Records * DamagesOfRecord / 20, int.MaxValue);
    }

    [Theory]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(200)]
    public void Field_is_read_at_any_depth(int depth)
    {
        var field = new FieldPath(string.Join('.', Enumerable.Repeat("a", depth)));
        var (root, slots) = FieldTree.Of([field]);
        var fields = new RecordFields(slots.Count, 0);
        foreach (var (open, close) in new[] { ("{\"a\":", "}"), ("{\"a\":[", "]}") })
        {
            var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            var bytes = Encoding.UTF8.GetBytes(text);
            fields.Read(bytes, 0, bytes.Length, root);
            using var parsed = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 1000 });
            AssertEqual(field, parsed.RootElement, fields, slots[field.Text]);
            Assert.Equal("1", fields.LastScalar(slots[field.Text]));
        }
    }

    [Theory]
    [InlineData(1024 * 1024, true)]
    [InlineData(1024 * 1024 + 1, false)]
    public void Long_record_is_left_to_the_slower_reader(int length, bool isRead)
    {
        var (root, slots) = FieldTree.Of([new FieldPath("eventName")]);
        var bytes = Encoding.UTF8.GetBytes("{\"eventName\":\"a\"}".PadRight(length));
        Assert.Equal(isRead, new PlainRecordReader(new RecordFields(slots.Count, 0)).Read(bytes, 0, length, root));
        var fields = new RecordFields(slots.Count, 0);
        fields.Read(bytes, 0, length, root);
        Assert.Equal("a", fields.LastText(slots["eventName"]));
    }

    private static JsonDocument Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"read, but is not valid: {Encoding.UTF8.GetString(bytes)}", exception);
        }
    }

    private static void AssertEqual(FieldPath field, JsonElement record, RecordFields fields, int slot)
    {
        JsonElement[] found = [.. FieldValues.Find(field, record)];
        Assert.Equal(found.Length > 0, fields[slot].IsPresent);
        Assert.Equal(found.Any(value => value.ValueKind != JsonValueKind.Null), fields[slot].IsNotNull);
        var values = new List<string>();
        for (var number = fields[slot].LastNumber; number > 0; number = fields.Value(number).PreviousNumber)
        {
            values.Insert(0, $"{fields.Value(number).Kind} {fields.Text(fields.Value(number))}");
        }

        Assert.Equal(
            FieldValues
                .FindScalars(field, record)
                .Select(value => $"{value.ValueKind} {(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())}"),
            values
        );
    }
}
