using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Takes any value as JSON.</summary>
internal sealed class JsonElementConverter : StateConverter
{
    public override bool TryConvert(object? value, out object? result)
    {
        result = default(JsonElement);
        if (value is Resource)
            return false;
        if (value is not null)
            result = JsonDocument.Parse(WireJson.Format(value)).RootElement;
        return true;
    }
}
