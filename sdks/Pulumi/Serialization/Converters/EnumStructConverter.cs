namespace Pulumi.Serialization;

/// <summary>Converts a string or a double into a struct that wraps it.</summary>
internal sealed class EnumStructConverter(Type type, EnumStruct enumStruct) : StateConverter
{
    private readonly object _default = Activator.CreateInstance(type)!;

    public override bool TryConvert(object? value, out object? result)
    {
        var fits = value?.GetType() == enumStruct.Underlying;
        result = fits ? enumStruct.Wrap(value!) : _default;
        return fits || value is null;
    }
}
