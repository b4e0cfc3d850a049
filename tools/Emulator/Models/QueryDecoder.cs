using System.Web;

namespace BedrockDefense.Emulator.Models;

/// <summary>Reads the form fields of the query protocol: names have dots, and lists and maps are numbered from 1.</summary>
internal sealed class QueryDecoder
{
    private readonly ServiceModel _model;
    private readonly Dictionary<string, string> _form = [];
    private readonly List<Violation> _faults = [];
    private readonly HashSet<string> _unread;

    private QueryDecoder(ServiceModel model, string body)
    {
        _model = model;
        var form = HttpUtility.ParseQueryString(body);
        foreach (var key in form.AllKeys)
        {
            var values = form.GetValues(key) ?? [];
            _form[key ?? ""] = values.LastOrDefault() ?? "";
            _faults.AddRange(values.Skip(1).Select(value => new Violation(key ?? "", "twice", value, "the form has it more than once")));
        }

        _unread = [.. _form.Keys];
    }

    /// <summary>Decodes the call in a form; null when the model has no such operation.</summary>
    public static DecodedCall? Decode(ServiceModel model, string body) => new QueryDecoder(model, body).Decode();

    private DecodedCall? Decode()
    {
        _unread.ExceptWith(["Action", "Version"]);
        if (_form.GetValueOrDefault("Action") is not { } operation || !_model.Operations.ContainsKey(operation))
        {
            return null;
        }

        var version = _model.Metadata["apiVersion"]!.GetValue<string>();
        if (_form.GetValueOrDefault("Version") is var given && given != version)
        {
            _faults.Add(new Violation("Version", "enum", given, version));
        }

        var input = _model.InputOf(operation) is { } shape ? Structure(shape, "") : [];
        _faults.AddRange(
            _unread
                .Order(StringComparer.Ordinal)
                .Select(key => new Violation(key, "unknown-member", _form[key], $"{operation} has no such member"))
        );
        return new DecodedCall(_model, operation, input, _faults);
    }

    private object? Value(Shape shape, string prefix) =>
        shape.Type switch
        {
            "structure" => Structure(shape, prefix),
            "list" => List(shape, prefix),
            "map" => Map(shape, prefix),
            _ => Take(prefix) is { } text ? WireValues.FromText(shape, text) : null,
        };

    private Dictionary<string, object?> Structure(Shape shape, string prefix)
    {
        Dictionary<string, object?> read = [];
        foreach (var member in shape.Members.Values)
        {
            var inner = _model.Of(member);
            var wire = inner is { Type: "list", IsFlattened: true } ? inner.Element!.LocationName ?? member.WireName : member.WireName;
            var key = prefix.Length == 0 ? wire : $"{prefix}.{wire}";
            if (HasField(key))
            {
                read[member.Name] = Value(inner, key);
            }
        }

        return read;
    }

    private object List(Shape shape, string prefix)
    {
        if (Take(prefix) is { } text)
        {
            // An empty field means an empty list.
            return text.Length == 0 ? new List<object?>() : text;
        }

        var stem = shape.IsFlattened ? prefix : $"{prefix}.{shape.Element!.LocationName ?? "member"}";
        return NumberedKeys(stem).Select(key => Value(_model.Of(shape.Element!), key)).ToList();
    }

    private Dictionary<string, object?> Map(Shape shape, string prefix) =>
        NumberedKeys(shape.IsFlattened ? prefix : $"{prefix}.entry")
            .ToDictionary(
                key => Take($"{key}.{shape.Key!.LocationName ?? "key"}") ?? "",
                key => Value(_model.Of(shape.Value!), $"{key}.{shape.Value!.LocationName ?? "value"}")
            );

    private IEnumerable<string> NumberedKeys(string stem) =>
        Enumerable.Range(1, int.MaxValue).Select(number => $"{stem}.{number}").TakeWhile(HasField);

    private string? Take(string key)
    {
        _unread.Remove(key);
        return _form.GetValueOrDefault(key);
    }

    private bool HasField(string prefix) =>
        _form.Keys.Any(key =>
            key.StartsWith(prefix, StringComparison.Ordinal) && (key.Length == prefix.Length || key[prefix.Length] == '.')
        );
}
